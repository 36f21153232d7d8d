// Short names: which aliases the library refuses, and what a name without a registry stands for
// (engines.md C.2, C.9).
import { isFullName, isShortName } from '../../formats/registries/short-names.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import { fatal, type Stop } from '../outcome.ts';
import { type ImageReference, readImage } from '../reference.ts';
import { type Data, field, mapEntries, type StringData } from '../toml/data.ts';

/** What names without a registry are looked up in. */
export interface ShortNames {
  /** Short name to full name; `''` takes an earlier alias back. */
  readonly aliases: ReadonlyMap<string, StringData>;
  readonly searchRegistries: readonly StringData[];
}

/** The first alias that keeps a file from loading. */
export function aliasFault(root: Data): Stop | undefined {
  for (const [name, value] of mapEntries(field(root, 'aliases', 'any-case'))) {
    if (!isShortName(name)) return fatal(`"${name}" is no short name for an alias`, value.origin);
    if (value.kind !== 'string' || value.value === '' || isFullName(value.value)) continue;
    return fatal(
      `the alias "${value.value}" must name registry and repository, without tag`,
      value.origin,
    );
  }
  return undefined;
}

/**
 * What a name without a registry is pulled as: its alias, else the name in each search registry in
 * turn; `undefined` for a name with a registry, and an empty list when nothing is found.
 *
 * Podman asks at a terminal which search registry is meant; all of them are given here.
 */
export function resolveShortName(
  names: ShortNames,
  written: string,
): readonly ImageReference[] | undefined {
  const end = written.search(/@|:[^/]*$/);
  const name = end === -1 ? written : written.slice(0, end);
  const rest = end === -1 ? '' : written.slice(end);
  if (!isShortName(name)) return undefined;
  const alias = names.aliases.get(name);
  const full =
    alias && alias.value !== ''
      ? [alias.value]
      : names.searchRegistries.map(
          (registry) => `${withoutTrailingSlashes(registry.value)}/${name}`,
        );
  return full.flatMap((each) => {
    const image = readImage(each + rest, 'containers-image');
    if (!image) return [];
    return [image.tag === '' && image.digest === '' ? { ...image, tag: 'latest' } : image];
  });
}
