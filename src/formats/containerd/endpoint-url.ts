// How containerd reads an `endpoint` (engines.md A.5): a Go URL whose missing scheme depends on the
// host, and whose path, when it has one, is used as it is. And how a mirror is written as one.
import { isDialable, isLocalToContainerd } from '../../go/net.ts';
import { type GoUrl, parseGoUrl } from '../../go/url.ts';
import type { WantedMirror } from '../adapter.ts';

export interface ReadEndpoint {
  readonly url: GoUrl;
  /** Whether the text names its scheme. */
  readonly schemed: boolean;
}

/** One mirror as an endpoint; a path below `/v2` is spelled out, as it is used verbatim. */
export function endpointText({ endpoint }: WantedMirror): string {
  const base = `${endpoint.scheme}://${endpoint.host}`;
  return endpoint.root === '/v2' ? base : base + endpoint.root;
}

/** `undefined` for what containerd takes for no URL: every pull from that registry fails then. */
export function readEndpoint(text: string): ReadEndpoint | undefined {
  const schemed = text.includes('://');
  const url = schemed ? parseGoUrl(text) : parseGoUrl(`${defaultScheme(text)}://${text}`);
  return url && { url, schemed };
}

/** The scheme that a text without one gets. */
export function defaultScheme(text: string): 'http' | 'https' {
  const host = parseGoUrl(`dummy://${text}`)?.host ?? '';
  return isLocalToContainerd(host) ? 'http' : 'https';
}

/** Whether a request goes out at all. */
export function isReachable(endpoint: ReadEndpoint): boolean {
  const { scheme, host } = endpoint.url;
  if (scheme !== 'http' && scheme !== 'https') return false;
  return /[^:]/.test(host) && isDialable(host) && !namesScheme(endpoint);
}

/** Whether what is meant as the scheme is read as the host. */
export function namesScheme({ url }: ReadEndpoint): boolean {
  return /^https?:?$/i.test(url.host);
}
