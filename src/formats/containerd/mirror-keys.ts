// What is wrong with a key of `registry.mirrors`: containerd looks for the very host of an image
// reference, and for `*` when it finds none (engines.md A.4).
import { isHost, namesHost } from '../../model/registry.ts';

export type KeyFault =
  | 'scheme'
  | 'path'
  | 'upper-case'
  | 'hub-alias'
  | 'wildcard'
  | 'default-port'
  | 'no-registry';

/** Other hosts of Docker Hub; no image of it is looked up by them. */
const HUB_ALIASES: ReadonlySet<string> = new Set([
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
  'docker.com',
  'www.docker.io',
  'www.docker.com',
]);

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
  if (HUB_ALIASES.has(key)) return 'hub-alias';
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

/** The name that Docker Hub's aliases are looked up by; any other host is itself. */
export function hubName(host: string): string {
  return HUB_ALIASES.has(host) ? 'docker.io' : host;
}
