// Which mirrors of a file are meant: by registry, by mirror, or both.
import type { FormatAdapter, MirrorEntry, OpenFile, Removal } from '../formats/index.ts';
import { mirrorEndpoint, sameEndpoint } from '../model/endpoint.ts';
import { MirrorConfError } from '../model/error.ts';
import type { Mirror } from '../model/mirror.ts';
import { mirrorOf } from './wanted.ts';

/**
 * What to remove. `registry` alone means its whole entry, `mirror` alone that mirror of every
 * registry, both mean those mirrors of those registries. A registry is known by any of its names, or
 * by the one that `listMirrors` has, which no image may be looked up by. A mirror is known by where
 * its requests go, so any spelling of its URL will do; one that reaches nothing, by its URL as
 * `listMirrors` has it. An empty list names none: it is not the same as leaving the property out.
 */
export interface MirrorSelection {
  readonly registry?: string | readonly string[];
  readonly mirror?: string | Mirror | readonly (string | Mirror)[];
}

/** Throws `selection/empty` for a selection that names nothing. */
export function selected(
  selection: MirrorSelection,
  adapter: FormatAdapter,
  file: OpenFile,
): readonly Removal[] {
  const names = selectedRegistries(selection);
  const mirrors = listOf<string | Mirror>(selection.mirror).map(mirrorOf);
  if (names.length === 0 && mirrors.length === 0) {
    throw new MirrorConfError(
      'selection/empty',
      'Nothing is selected to remove: name a registry, a mirror, or both.',
    );
  }
  const entries = adapter.entries(file);
  const there = new Set(entries.map(({ registry }) => registry));
  const registries = new Set(
    names.map((name) => (there.has(name) ? name : adapter.registryKey(name, file))),
  );
  const isMeant = choice(
    mirrors,
    entries.flatMap((entry) => entry.mirrors),
  );
  const own = entries.filter(
    ({ registry }) => selection.registry === undefined || registries.has(registry),
  );
  if (selection.mirror === undefined)
    return own.map((entry) => ({ entry, mirrors: entry.mirrors }));
  return own
    .map((entry): Removal => ({ entry, mirrors: entry.mirrors.filter(isMeant) }))
    .filter((removal) => removal.mirrors.length > 0);
}

/** Whether a mirror is one of those named; throws for a name that is no URL and nowhere there. */
function choice(
  named: readonly Mirror[],
  there: readonly MirrorEntry[],
): (entry: MirrorEntry) => boolean {
  const nowhere = new Set(
    there.flatMap(({ endpoint, mirror }) => (endpoint === undefined ? [mirror.url] : [])),
  );
  const urls = new Set(named.map(({ url }) => url).filter((url) => nowhere.has(url)));
  const endpoints = named.filter(({ url }) => !urls.has(url)).map(mirrorEndpoint);
  return ({ endpoint, mirror }) =>
    endpoint === undefined
      ? urls.has(mirror.url)
      : endpoints.some((each) => sameEndpoint(each, endpoint));
}

/** The registries that a selection names. */
export function selectedRegistries({ registry }: MirrorSelection): readonly string[] {
  return listOf(registry);
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
