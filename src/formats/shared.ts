// Small things that more than one format needs.
import { MirrorConfError, refusal } from '../model/error.ts';
import type { Format } from '../model/format.ts';
import type { Mirror } from '../model/mirror.ts';
import type { TomlTable, TomlValue } from '../toml/index.ts';
import type { Insertion, OpenFile, RegistryEntry, WantedMirror } from './adapter.ts';
import type { RegistryAst } from './ast.ts';

export function isTextList(value: TomlValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The refusal of a mirror's property that the format has no way to say. */
export function notExpressible(
  format: Format,
  property: keyof Mirror,
  way: string,
): MirrorConfError {
  return new MirrorConfError(
    'not-expressible',
    `The ${format} format cannot express "${property}" of a mirror. ${way}`,
  );
}

/** Throws where a mirror that is there makes every pull fail that the new ones are to serve. */
export function refuseBroken(insertions: readonly Insertion[], file: OpenFile): void {
  const [fault, ...more] = insertions.flatMap(({ entry }) =>
    (entry?.mirrors ?? []).flatMap((mirror) => mirror.fault ?? []),
  );
  if (fault) throw refusal([fault, ...more], file.lines);
}

/**
 * The name that a table has a setting under. Version 2 of the TOML library that containerd and
 * BuildKit read with takes names in any case, version 1 only as they are and all in capitals
 * (engines.md A.5).
 */
export function settingName(table: TomlTable, key: string, anyCase: boolean): string | undefined {
  if (Object.hasOwn(table, key)) return key;
  const names = Object.keys(table).filter(
    (name) => name.length === key.length && name.toLowerCase() === key,
  );
  return anyCase ? names[0] : names.find((name) => name === key.toUpperCase());
}

/** What new mirrors say, those of one place together and in order, by the place they go to. */
export function byPlace<T>(
  additions: Insertion['additions'],
  say: (wanted: WantedMirror) => T,
): ReadonlyMap<number, readonly T[]> {
  const places = new Map<number, T[]>();
  for (const { index, wanted } of additions) {
    const said = places.get(index) ?? [];
    said.push(say(wanted));
    places.set(index, said);
  }
  return places;
}

/** A list with new items before the items at their places; places past the end are the end. */
export function spliced<T>(list: readonly T[], added: ReadonlyMap<number, readonly T[]>): T[] {
  const at = (place: number): readonly T[] => added.get(place) ?? [];
  const beyond = [...added].filter(([place]) => place >= list.length);
  return [
    ...list.flatMap((item, index) => [...at(index), item]),
    ...beyond.flatMap(([, items]) => items),
  ];
}

/** A URL or address of a file that may be none, as people may see it. */
export function withoutCredentials(address: string): string {
  const [plain = ''] = address.split(/[?#]/, 1);
  return plain.replace(/^([a-z][a-z0-9+.-]*:\/+)?.*@(?!sha256:[0-9a-f]{64}$)/is, '$1');
}

export function registryAsts(entries: readonly RegistryEntry[]): readonly RegistryAst[] {
  return entries.map(({ registry, mirrors, range }) => ({
    registry,
    mirrors: mirrors.map(({ mirror, range: place }) => ({ mirror, range: place })),
    range,
  }));
}
