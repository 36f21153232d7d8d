// What is worth knowing about mirrors that go into registries.conf although nothing stands in
// their way.
import type { Finding } from '../../model/diagnostic.ts';
import type { Insertion, OpenFile, RegistryEntry } from '../adapter.ts';
import { registriesEntries, registryElements } from './entries.ts';
import { matchLength } from './prefixes.ts';
import { isSet } from './tables.ts';

export function registriesRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  const entries = registriesEntries(file);
  return insertions.flatMap((insertion) => [
    ...narrowerEntry(insertion, entries),
    ...digestsOnly(insertion, file),
  ]);
}

/** Only the longest matching prefix counts: a wider entry stops applying (engines.md C.5). */
function narrowerEntry(
  insertion: Insertion,
  entries: readonly RegistryEntry[],
): readonly Finding[] {
  if (insertion.entry) return [];
  const wider = entries
    .filter(({ registry }) => covers(registry, insertion.registry))
    .sort((a, b) => b.registry.length - a.registry.length)[0];
  if (!wider) return [];
  return [
    {
      code: 'registries/narrower-entry',
      severity: 'warning',
      range: wider.range,
      message: `The new entry "${insertion.registry}" is more specific than "${wider.registry}": the mirrors and settings of "${wider.registry}" no longer apply to it. Add to the new entry what should still hold.`,
    },
  ];
}

function digestsOnly(
  { entry, additions, registry }: Insertion,
  file: OpenFile,
): readonly Finding[] {
  const owner = registryElements(file).find(({ node }) => node === entry?.node);
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

/** Whether images of `narrow` were matched by `wide` before `narrow` had an entry. */
function covers(wide: string, narrow: string): boolean {
  return wide !== narrow && matchLength(narrow, wide) !== -1;
}
