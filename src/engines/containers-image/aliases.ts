// Short names: which aliases the library refuses, and what a name without a registry stands for
// (engines.md C.2, C.9).
import { isFullName, isShortName } from '../../formats/registries/short-names.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import type { ParserName } from '../dialect.ts';
import type { FileSystem } from '../filesystem.ts';
import { fatal, pullFails, type Stop } from '../outcome.ts';
import { type ImageReference, readImage } from '../reference.ts';
import { type Data, field, mapEntries, type StringData } from '../toml/data.ts';
import { readToml } from '../toml/read.ts';
import { mismatch } from '../toml/shape.ts';

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

/** The aliases of the file that the programs keep themselves, which come before all others. */
export function ownAliases(
  fs: FileSystem,
  path: string,
  parser: ParserName,
): ShortNames['aliases'] | Stop {
  if (fs.stat(path) === 'missing') return new Map();
  const text = fs.read(path);
  if (text === undefined) return pullFails(`${path} can't be read, and no short name is pulled`);
  const read = readToml(text, path, parser);
  const origin = { path, offset: 'message' in read ? read.offset : 0 };
  if ('message' in read) return pullFails(`no short name is pulled: ${read.message}`, origin);
  const wrong = mismatch(read.root, { struct: { aliases: { map: 'string' } } }, 'any-case');
  if (wrong) return pullFails(`no short name is pulled: ${wrong.message}`, wrong.origin);
  const fault = aliasFault(read.root);
  if (fault) return pullFails(`no short name is pulled: ${fault.message}`, fault.origin);
  return aliasesOf(read.root);
}

export function aliasesOf(root: Data): ShortNames['aliases'] {
  const aliases = new Map<string, StringData>();
  for (const [name, value] of mapEntries(field(root, 'aliases', 'any-case'))) {
    if (value.kind === 'string') aliases.set(name, value);
  }
  return aliases;
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
  const { name, rest } = withoutTag(written);
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

/** Whether a reference names no registry. */
export function isShort(written: string): boolean {
  return isShortName(withoutTag(written).name);
}

function withoutTag(written: string): { readonly name: string; readonly rest: string } {
  const end = written.search(/@|:[^/]*$/);
  if (end === -1) return { name: written, rest: '' };
  return { name: written.slice(0, end), rest: written.slice(end) };
}
