// Mirrors as buildkitd.toml writes them: host, port and repository prefix, without scheme and
// without `/v2` (engines.md D).
import { cleanPath } from '../../go/path.ts';
import { parseGoUrl } from '../../go/url.ts';
import { type Endpoint, withoutDefaultPort } from '../../model/endpoint.ts';
import { isHost } from '../../model/registry.ts';
import type { OpenFile } from '../adapter.ts';
import { readsPaths } from './release.ts';

/** The two parts of a mirror: `host`, as written, is also the name of its settings' table. */
export interface Address {
  readonly host: string;
  readonly path: string;
}

/** How a new mirror is written. */
export function mirrorText({ host, root }: Endpoint): string {
  return host + root.slice('/v2'.length);
}

/** How BuildKit takes a mirror apart. A scheme is thrown away; what is no URL is all host. */
export function addressOf(text: string, file: OpenFile): Address {
  if (readsPaths(file) === false) return { host: text, path: '' };
  const whole = parseGoUrl(text);
  const url = whole && whole.host !== '' ? whole : parseGoUrl(`//${text}`);
  if (!url || url.host === '') return { host: text, path: '' };
  return { host: url.host, path: url.path };
}

/** Where requests to a mirror go; `undefined` when its host is none. */
export function addressEndpoint(
  { host, path }: Address,
  scheme: Endpoint['scheme'],
): Endpoint | undefined {
  const name = host.toLowerCase();
  if (!isHost(name)) return undefined;
  return { scheme, host: withoutDefaultPort(name, scheme), root: cleanPath(`/v2/${path}`) };
}
