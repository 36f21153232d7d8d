// What one registries.conf says, checked as the library checks it (engines.md C.2, C.3, C.4, C.10).
import { PULL_FROM_MIRROR } from '../../formats/registries/keys.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import { fatal, type Stop } from '../outcome.ts';
import { type Data, field, isTrue, type Origin, type StringData, strings } from '../toml/data.ts';
import type { ImageRules } from './versions.ts';

/** A mirror, or a registry's own location. */
export interface Location {
  readonly location: string;
  readonly insecure: boolean;
  readonly pullFromMirror: string;
  readonly origin: Origin;
}

export interface Registry {
  readonly prefix: string;
  /** Empty only with a wildcard prefix: the image's own. */
  readonly upstream: Location;
  readonly mirrors: readonly Location[];
  readonly blocked: boolean;
  readonly mirrorByDigestOnly: boolean;
  readonly origin: Origin;
}

const ANY_CASE = 'any-case';

/** The `[[registry]]` tables of a file, or the first fault that the library finds. */
export function readRegistries(root: Data, rules: ImageRules): readonly Registry[] | Stop {
  const list = field(root, 'registry', ANY_CASE);
  const registries: Registry[] = [];
  for (const item of list?.kind === 'list' ? list.items : []) {
    const registry = readRegistry(item, rules);
    if ('stop' in registry) return registry;
    registries.push(registry);
  }
  return conflict(registries) ?? registries;
}

/** A location or prefix without the slashes at its end; a URL is refused. */
export function trimLocation(item: StringData | undefined): string | Stop {
  const trimmed = withoutTrailingSlashes(item?.value ?? '');
  if (!/^https?:\/\//.test(trimmed)) return trimmed;
  return fatal(`"${item?.value}": URI schemes are not supported`, item?.origin);
}

function readRegistry(data: Data, rules: ImageRules): Registry | Stop {
  const text = (name: string): StringData | undefined => textField(data, name);
  const location = trimLocation(text('location'));
  if (typeof location === 'object') return location;
  const prefix = prefixOf(text('prefix'), location, data.origin);
  if (typeof prefix === 'object') return prefix;
  const mirrorByDigestOnly = isTrue(field(data, 'mirror-by-digest-only', ANY_CASE));
  const misplaced = rules('pullFromMirror') ? text('pull-from-mirror') : undefined;
  if (misplaced && misplaced.value !== '') {
    return fatal(
      '`pull-from-mirror` must not be set for a registry, only for a mirror',
      misplaced.origin,
    );
  }
  const list = field(data, 'mirror', ANY_CASE);
  const mirrors: Location[] = [];
  for (const item of list?.kind === 'list' ? list.items : []) {
    const mirror = readMirror(item, mirrorByDigestOnly, rules);
    if ('stop' in mirror) return mirror;
    mirrors.push(mirror);
  }
  return {
    prefix,
    upstream: {
      location,
      insecure: isTrue(field(data, 'insecure', ANY_CASE)),
      pullFromMirror: '',
      origin: text('location')?.origin ?? data.origin,
    },
    mirrors,
    blocked: isTrue(field(data, 'blocked', ANY_CASE)),
    mirrorByDigestOnly,
    origin: data.origin,
  };
}

function prefixOf(prefix: StringData | undefined, location: string, origin: Origin): string | Stop {
  if (!prefix || prefix.value === '') {
    return location === '' ? fatal('both location and prefix are unset', origin) : location;
  }
  const trimmed = trimLocation(prefix);
  if (typeof trimmed === 'object') return trimmed;
  if (location === '' && !trimmed.startsWith('*.')) {
    return fatal('location is unset and prefix is not in the format *.example.com', prefix.origin);
  }
  return trimmed;
}

function readMirror(data: Data, byDigestOnly: boolean, rules: ImageRules): Location | Stop {
  const written = textField(data, 'location');
  const location = trimLocation(written);
  if (typeof location === 'object') return location;
  if (location === '') return fatal('mirror location is unset', data.origin);
  const usage = rules('pullFromMirror') ? textField(data, 'pull-from-mirror') : undefined;
  const pullFromMirror = usage?.value ?? '';
  if (byDigestOnly && pullFromMirror !== '') {
    return fatal('`pull-from-mirror` cannot be set beside `mirror-by-digest-only`', usage?.origin);
  }
  if (!PULL_FROM_MIRROR.includes(pullFromMirror)) {
    return fatal(`unsupported pull-from-mirror value "${pullFromMirror}"`, usage?.origin);
  }
  return {
    location: rules('mirrorSlash') ? location : (written?.value ?? ''),
    insecure: isTrue(field(data, 'insecure', ANY_CASE)),
    pullFromMirror,
    origin: written?.origin ?? data.origin,
  };
}

function textField(data: Data, name: string): StringData | undefined {
  const value = field(data, name, ANY_CASE);
  return value?.kind === 'string' ? value : undefined;
}

/** Registries of one file that share a location must agree (C.10). */
function conflict(registries: readonly Registry[]): Stop | undefined {
  const groups = new Map<string, Registry>();
  for (const registry of registries) {
    const key = registry.upstream.location || registry.prefix;
    const first = groups.get(key);
    groups.set(key, first ?? registry);
    if (!first) continue;
    const insecure = first.upstream.insecure !== registry.upstream.insecure;
    if (!insecure && first.blocked === registry.blocked) continue;
    const setting = insecure ? 'insecure' : 'blocked';
    return fatal(
      `"${key}" is defined multiple times with conflicting \`${setting}\``,
      registry.origin,
    );
  }
  return undefined;
}

/** The registries that a version 1 file blocks or makes insecure (C.8). */
export function readVersion1(root: Data): readonly Registry[] | Stop {
  const lists = field(root, 'registries', ANY_CASE);
  const registries = new Map<string, Registry>();
  for (const name of ['block', 'insecure'] as const) {
    for (const item of strings(field(field(lists, name, ANY_CASE), 'registries', ANY_CASE))) {
      const location = trimLocation(item);
      if (typeof location === 'object') return location;
      if (location === '') return fatal('both location and prefix are unset', item.origin);
      const there = registries.get(location);
      const insecure = name === 'insecure' || there?.upstream.insecure === true;
      registries.set(location, {
        prefix: location,
        upstream: { location, insecure, pullFromMirror: '', origin: item.origin },
        mirrors: [],
        blocked: name === 'block' || there?.blocked === true,
        mirrorByDigestOnly: false,
        origin: item.origin,
      });
    }
  }
  return [...registries.values()];
}
