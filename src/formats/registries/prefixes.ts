// Which `[[registry]]` an image falls under, by prefixes (engines.md C.5).

/** The one with the longest prefix that matches a name; of two as long, the first. */
export function longestMatch<T extends { readonly prefix: string }>(
  registries: readonly T[],
  name: string,
): T | undefined {
  let found: T | undefined;
  for (const registry of registries) {
    if (matchLength(name, registry.prefix) === -1) continue;
    if (registry.prefix.length > (found?.prefix.length ?? 0)) found = registry;
  }
  return found;
}

/** How much of a reference a prefix stands for; -1 when it does not match. */
export function matchLength(reference: string, prefix: string): number {
  const end = isWildcard(prefix) ? wildcardEnd(reference, prefix) : plainEnd(reference, prefix);
  return end === -1 || end === reference.length || /[:/@]/.test(reference[end] ?? '') ? end : -1;
}

export function isWildcard(prefix: string): boolean {
  return prefix.startsWith('*.');
}

function plainEnd(reference: string, prefix: string): number {
  return reference.startsWith(prefix) ? prefix.length : -1;
}

/** The first place where the part after `*` stands, if it is in the host. */
function wildcardEnd(reference: string, prefix: string): number {
  const tail = prefix.slice(1);
  const at = reference.indexOf(tail);
  return at === -1 || reference.slice(0, at).includes('/') ? -1 : at + tail.length;
}
