// One location with two minds: engines refuse a file where two `[[registry]]` tables of the same
// location differ in "insecure" or "blocked" (engines.md C.10).
import type { Finding } from '../../model/diagnostic.ts';
import { nodeRange } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { shown } from '../shown.ts';
import { type RegistryElement, registryElements } from './entries.ts';
import { isWildcard, matchLength } from './prefixes.ts';
import { isSet, locationOf } from './tables.ts';

const SETTINGS = ['insecure', 'blocked'] as const;

/** The tables that disagree with an earlier one. */
export function conflictFaults(all: readonly RegistryElement[]): readonly Finding[] {
  const first = new Map<string, RegistryElement>();
  return all.flatMap((element): readonly Finding[] => {
    const location = comparedBy(element);
    const other = first.get(location);
    if (!other) first.set(location, element);
    const key = other && SETTINGS.find((each) => isSet(other, each) !== isSet(element, each));
    if (!key || location === '') return [];
    return [
      conflict(
        element,
        `Two [[registry]] tables for ${shown(location, 'location')} differ in "${key}", and engines refuse the file. Make them agree.`,
      ),
    ];
  });
}

/** What new tables for the registries, without settings, would disagree with. */
export function conflictsWithNew(
  registries: readonly string[],
  file: OpenFile,
): readonly Finding[] {
  return registryElements(file).flatMap((element): readonly Finding[] => {
    const key = SETTINGS.find((each) => isSet(element, each));
    const registry = key && comparedBy(element);
    if (!registry || !registries.includes(registry)) return [];
    return [
      conflict(
        element,
        `A new [[registry]] for "${registry}" would have the location of this one, which has ${key} = true: engines refuse a file where the two differ in that. Write the new [[registry]] by hand, with ${key} = true if that is meant, and add its mirrors then.`,
      ),
    ];
  });
}

/**
 * The wildcard that is as long as a registry's name and matches it: engines take the wildcard then,
 * and an entry for the name never counts (engines.md C.5, R11b).
 */
export function tyingWildcard(registry: string, file: OpenFile): RegistryElement | undefined {
  return registryElements(file).find(({ prefix }) => isTie(prefix, registry));
}

/** Whether two prefixes are as long, and the first a wildcard that matches the second. */
export function isTie(wildcard: string, registry: string): boolean {
  if (!isWildcard(wildcard) || wildcard === registry) return false;
  return wildcard.length === registry.length && matchLength(registry, wildcard) !== -1;
}

/** The location, or the prefix of a wildcard without one. */
function comparedBy(element: RegistryElement): string {
  return locationOf(element, 'location') || locationOf(element, 'prefix');
}

function conflict({ node }: RegistryElement, message: string): Finding {
  return {
    code: 'registries/conflicting-settings',
    severity: 'error',
    range: nodeRange(node),
    message,
  };
}
