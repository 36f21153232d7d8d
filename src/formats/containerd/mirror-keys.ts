// What is wrong with a key of `registry.mirrors`: containerd looks for the very host of an image
// reference, and for `*` when it finds none (engines.md A.4).
import { hubName, isHost, namesHost } from '../../model/registry.ts';

export type KeyFault =
  | 'scheme'
  | 'path'
  | 'upper-case'
  | 'hub-alias'
  | 'wildcard'
  | 'default-port'
  | 'no-registry';

/** The first fault of a key; `undefined` for one that references can have as their host. */
export function keyFault(key: string): KeyFault | undefined {
  if (key === '*') return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key)) return 'scheme';
  if (key.includes('*')) return 'wildcard';
  const slash = key.indexOf('/');
  if (slash !== -1) return isHost(key.slice(0, slash).toLowerCase()) ? 'path' : 'no-registry';
  const lower = key.toLowerCase();
  if (!isHost(lower) || !namesHost(lower)) return 'no-registry';
  if (key !== lower) return 'upper-case';
  if (hubName(key) !== key) return 'hub-alias';
  return /:443$|^docker\.io:/.test(key) ? 'default-port' : undefined;
}

/** The host of a URL or of a path below it, in lower case; `undefined` where there is none. */
export function hostIn(key: string): string | undefined {
  const bare = key
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/\/.*$/s, '')
    .toLowerCase();
  return isHost(bare) && namesHost(bare) ? hubName(bare) : undefined;
}
