// The mirrors that a caller asks for, checked and brought into one spelling.
import type { FormatAdapter, OpenFile, WantedMirror } from '../formats/index.ts';
import { isDuration, isNegativeDuration } from '../go/duration.ts';
import { headerFault } from '../go/header.ts';
import type { Finding } from '../model/diagnostic.ts';
import { endpointMirror, mirrorEndpoint, sameEndpoint } from '../model/endpoint.ts';
import { MirrorConfError } from '../model/error.ts';
import type { Mirror, MirrorMap } from '../model/mirror.ts';
import { usualName } from '../model/registry.ts';

/** One registry with what is asked for it; the registry is spelled as the format keys it. */
export interface Wanted {
  readonly registry: string;
  readonly mirrors: readonly WantedMirror[];
}

/** The mirrors of a map that the file's format can say; throws for one that it cannot. */
export function wantedMirrors(
  mirrors: MirrorMap,
  adapter: FormatAdapter,
  file: OpenFile,
): readonly Wanted[] {
  const wanted = mirrorsByRegistry(mirrors, (name) => adapter.registryKey(name, file));
  for (const { registry, mirrors: list } of wanted) {
    for (const each of list) adapter.checkMirror(each, registry, file);
  }
  return wanted;
}

/** What is worth saying of the names that mirrors are asked for by. */
export function nameFindings(wanted: readonly Wanted[]): readonly Finding[] {
  return wanted.flatMap(({ registry }) => {
    const usual = usualName(registry);
    if (usual === undefined) return [];
    return [
      {
        code: 'registry/unusual-name',
        severity: 'warning',
        range: { start: 0, end: 0 },
        message: `Images are looked up by the name that they are written with: the mirrors of "${registry}" are not for "${usual}/…". Ask for "${usual}" if that is what images are called.`,
      },
    ];
  });
}

/**
 * In the order of the map; two names of one registry are one, a mirror named twice is named once.
 * Throws `mirror/other-settings` where it is named with more than it was the first time.
 */
export function mirrorsByRegistry(
  mirrors: MirrorMap,
  keyOf: (name: string) => string,
): readonly Wanted[] {
  const byRegistry = new Map<string, WantedMirror[]>();
  for (const [name, value] of Object.entries(mirrors)) {
    const registry = keyOf(name);
    const list = byRegistry.get(registry) ?? [];
    byRegistry.set(registry, list);
    for (const each of asList(value)) {
      const wanted = wantedMirror(each);
      const earlier = list.find((other) => sameEndpoint(other.endpoint, wanted.endpoint));
      if (!earlier) list.push(wanted);
      else if (!satisfies(earlier.mirror, wanted.mirror)) throw askedTwice(wanted, registry);
    }
  }
  return [...byRegistry].map(([registry, list]) => ({ registry, mirrors: list }));
}

function askedTwice({ mirror }: WantedMirror, registry: string): MirrorConfError {
  return new MirrorConfError(
    'mirror/other-settings',
    `"${mirror.url}" is asked for twice as a mirror of "${registry}", with different settings. Name it once, with all that it needs.`,
  );
}

/** A mirror as an object, however a caller says it. */
export function mirrorOf(value: string | Mirror): Mirror {
  const mirror = typeof value === 'string' ? { url: value } : value;
  if (typeof mirror !== 'object' || mirror === null || typeof mirror.url !== 'string') {
    throw new MirrorConfError(
      'mirror/not-a-url',
      'A mirror is a URL such as "https://hub.example.net", or an object with one as "url".',
    );
  }
  return mirror;
}

/** Checks one mirror and gives its one description: what `listMirrors` will say of it. */
export function wantedMirror(value: string | Mirror): WantedMirror {
  const mirror = mirrorOf(value);
  const endpoint = mirrorEndpoint(mirror);
  if (endpoint.root === '') {
    throw new MirrorConfError(
      'mirror/override-path',
      `"${mirror.url}" has no path to use as the API root. Leave overridePath out, or add the path.`,
    );
  }
  if (typeof value === 'string') return { mirror: endpointMirror(endpoint), endpoint };
  const tls = mirror.skipVerify || mirror.ca !== undefined || mirror.client !== undefined;
  if (tls && endpoint.scheme === 'http') {
    throw new MirrorConfError(
      'mirror/tls-without-https',
      `"${mirror.url}" is plain HTTP, which has no certificates to check or show. Use https, or leave skipVerify, ca and client out.`,
    );
  }
  if (mirror.capabilities && !mirror.capabilities.includes('pull')) {
    throw new MirrorConfError(
      'mirror/never-used',
      `"${mirror.url}" may not be pulled from, so that no engine would use it. Give it the capability "pull".`,
    );
  }
  const unsent = unsentBecause(mirror);
  if (unsent !== undefined) {
    throw new MirrorConfError(
      'mirror/never-used',
      `No request to "${mirror.url}" would ever leave: ${unsent}. Mend that, or leave it out.`,
    );
  }
  const empty = emptySetting(mirror);
  if (empty) {
    throw new MirrorConfError(
      'mirror/empty-setting',
      `"${mirror.url}" has an empty text as its "${empty}", which engines pass over or fail to read. Leave it out, or say what is meant.`,
    );
  }
  return { mirror: described(mirror, endpointMirror(endpoint)), endpoint };
}

/** Why no request is sent with the mirror's settings (B.5). */
function unsentBecause({ header, dialTimeout }: Mirror): string | undefined {
  if (dialTimeout !== undefined && isDuration(dialTimeout) && isNegativeDuration(dialTimeout)) {
    return 'its dialTimeout is over before it begins';
  }
  for (const [name, value] of Object.entries(header ?? {})) {
    const texts = [value].flat().filter((each) => typeof each === 'string');
    if (headerFault(name, texts) !== undefined) return 'its header has what HTTP cannot carry';
  }
  return undefined;
}

/** The property that says nothing. A key alone may have no file: the certificate's has it (B.5). */
function emptySetting({ ca, client, dialTimeout }: Mirror): keyof Mirror | undefined {
  if (ca !== undefined && [ca].flat().includes('')) return 'ca';
  const clients = client === undefined || typeof client === 'string' ? [client] : client;
  if (clients.some((each) => each === '' || each?.[0] === '')) return 'client';
  return dialTimeout === '' ? 'dialTimeout' : undefined;
}

/** Whether what a mirror is asked to be is what it is; what is not asked for does not count. */
export function satisfies(there: Mirror, asked: Mirror): boolean {
  const settings = ['skipVerify', 'ca', 'client', 'header', 'dialTimeout', 'capabilities'] as const;
  return settings.every((key) => {
    if (asked[key] === undefined) return true;
    const own = key === 'capabilities' ? (there.capabilities ?? ['pull', 'resolve']) : there[key];
    return canonical(own) === canonical(asked[key]);
  });
}

/** Whether two descriptions say the same in every respect. */
export function isSameMirror(a: Mirror, b: Mirror): boolean {
  return canonical(a) === canonical(b);
}

function described(mirror: Mirror, base: Mirror): Mirror {
  const { capabilities, skipVerify, ca, client, header, dialTimeout } = mirror;
  const both = capabilities?.includes('pull') && capabilities.includes('resolve');
  return {
    ...base,
    ...(capabilities && !both ? { capabilities: ['pull'] } : {}),
    ...(skipVerify ? { skipVerify: true } : {}),
    ...(ca === undefined || ca.length === 0 ? {} : { ca: typeof ca === 'string' ? [ca] : ca }),
    ...(client === undefined || client.length === 0
      ? {}
      : { client: typeof client === 'string' ? [client] : client }),
    ...(header === undefined || Object.keys(header).length === 0 ? {} : { header }),
    ...(dialTimeout === undefined ? {} : { dialTimeout }),
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function asList(value: MirrorMap[string]): readonly (string | Mirror)[] {
  return Array.isArray(value)
    ? (value as readonly (string | Mirror)[])
    : [value as string | Mirror];
}
