// Small things that more than one format needs.
import { MirrorConfError } from '../model/error.ts';
import type { Format } from '../model/format.ts';
import type { Mirror } from '../model/mirror.ts';
import type { RegistryEntry } from './adapter.ts';
import type { RegistryAst } from './ast.ts';

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

/** A URL or address of a file as people may see it. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([^/]*\/\/)?[^/]*@/, '$1');
}

export function registryAsts(entries: readonly RegistryEntry[]): readonly RegistryAst[] {
  return entries.map(({ registry, mirrors, range }) => ({
    registry,
    mirrors: mirrors.map(({ mirror, range: place }) => ({ mirror, range: place })),
    range,
  }));
}
