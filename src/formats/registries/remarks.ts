// What is worth knowing about mirrors that go into registries.conf although nothing stands in
// their way.
import type { Finding } from '../../model/diagnostic.ts';
import { nodeRange } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { keptElement, type RegistryElement, registryElements } from './entries.ts';
import { longestMatch } from './prefixes.ts';
import { isSet } from './tables.ts';

export function registriesRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  return insertions.flatMap((insertion) => [
    ...narrowerEntry(insertion, registryElements(file)),
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
  return [
    {
      code: 'registries/narrower-entry',
      severity: 'warning',
      range: nodeRange(wider.node),
      message: `The new entry "${registry}" is more specific than "${wider.prefix}": the mirrors and settings of "${wider.prefix}" no longer apply to it. Add to the new entry what should still hold.`,
    },
  ];
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
