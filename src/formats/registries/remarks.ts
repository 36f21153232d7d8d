// What is worth knowing about mirrors that go into registries.conf although nothing stands in
// their way.
import type { Finding } from '../../model/diagnostic.ts';
import { nodeRange } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { shown } from '../shown.ts';
import { isTie } from './conflicts.ts';
import { keptElement, type RegistryElement, registriesEntry, registryElements } from './entries.ts';
import { longestMatch, matchLength } from './prefixes.ts';
import { isSet } from './tables.ts';

export function registriesRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  return insertions.flatMap((insertion) => [
    ...narrowerEntry(insertion, registryElements(file)),
    ...narrowerThere(insertion, file),
    ...tie(insertion, file),
    ...digestsOnly(insertion, file),
  ]);
}

/** Only the longest matching prefix counts: a wider entry stops applying (engines.md C.5). */
function narrowerEntry(
  insertion: Insertion,
  elements: readonly RegistryElement[],
): readonly Finding[] {
  if (insertion.entry) return [];
  const { registry } = insertion;
  const wider = longestMatch(elements, registry);
  if (!wider) return [];
  const blocked = isSet(wider, 'blocked') ? ' That one is blocked, and the new one is not.' : '';
  return [
    {
      code: 'registries/narrower-entry',
      severity: 'warning',
      range: nodeRange(wider.node),
      message: `The new entry "${registry}" is more specific than "${wider.prefix}": the mirrors and settings of "${wider.prefix}" no longer apply to it.${blocked} Add to the new entry what should still hold.`,
    },
  ];
}

/** Entries below the registry keep their images to themselves (engines.md C.5). */
function narrowerThere({ registry, additions }: Insertion, file: OpenFile): readonly Finding[] {
  const hosts = new Set(additions.map(({ wanted }) => wanted.endpoint.host));
  const [first, ...others] = registryElements(file)
    .filter(({ prefix }) => covers(registry, prefix) && !isTie(registry, prefix))
    .flatMap(({ prefix, dropped }) => (dropped ? [] : (registriesEntry(prefix, file) ?? [])))
    .filter(
      ({ mirrors }) =>
        !mirrors.some(({ endpoint }) => endpoint !== undefined && hosts.has(endpoint.host)),
    );
  if (!first) return [];
  const also = others.length === 0 ? '' : ` and ${others.length} more`;
  return [
    {
      code: 'registries/narrower-entry',
      severity: 'warning',
      range: first.range,
      message: `The new mirrors of "${registry}" do not serve the images of ${shown(first.registry, 'registry')}${also}: an entry that is more specific counts alone. Add them there too if they should.`,
    },
  ];
}

/** A new wildcard wins against a name of the same length (engines.md C.5, R11b). */
function tie({ registry, entry }: Insertion, file: OpenFile): readonly Finding[] {
  if (entry) return [];
  return registryElements(file)
    .filter(({ prefix, dropped }) => !dropped && isTie(registry, prefix))
    .map(({ prefix, node }) => ({
      code: 'registries/wildcard-tie',
      severity: 'warning',
      range: nodeRange(node),
      message: `The new entry "${registry}" matches the same images as ${shown(prefix, 'registry')} and is as long, and then engines take the wildcard: that entry no longer counts. Name namespaces of that host instead.`,
    }));
}

function digestsOnly(
  { entry, additions, registry }: Insertion,
  file: OpenFile,
): readonly Finding[] {
  const owner = keptElement(registry, file);
  if (!entry || !owner || !isSet(owner, 'mirror-by-digest-only')) return [];
  if (additions.every(({ wanted }) => wanted.mirror.capabilities?.length === 1)) return [];
  return [
    {
      code: 'registries/digests-only',
      severity: 'warning',
      range: entry.range,
      message: `"${registry}" has mirror-by-digest-only: its mirrors, the new one too, are asked for digests and never for tags. Take that line out if they should serve tags.`,
    },
  ];
}

/** Whether the images of `narrow` are among those of `wide`. */
function covers(wide: string, narrow: string): boolean {
  return wide !== narrow && matchLength(narrow, wide) !== -1;
}
