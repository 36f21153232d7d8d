// The requests that containerd's resolver makes of an endpoint; BuildKit uses the same one
// (engines.md A.5, B.6, D). Knows nothing of where endpoints come from.

import { withPort } from '../go/net.ts';
import { joinPath } from '../go/path.ts';
import { asciiHost } from '../go/punycode.ts';
import { escapeQuery, parseGoUrl, queryValue } from '../go/url.ts';
import { HUB_API_HOST } from '../model/registry.ts';
import { type ImageReference, imageObject } from './reference.ts';

/** Where an engine sends requests: the path is the API's root. */
export interface Endpoint {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

export interface ManifestRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly ns: string | null;
}

/** The request for an image, or why none leaves the machine. */
export function manifestRequest(
  endpoint: Endpoint,
  image: ImageReference,
): ManifestRequest | { readonly reason: string } {
  const path = joinPath('/', endpoint.path, image.repository, 'manifests', imageObject(image));
  const query = isProxy(endpoint.host, image.domain) ? `?ns=${escapeQuery(image.domain)}` : '';
  const bare = query === '' ? path : path.replace(/\?.*$/s, '');
  const url = parseGoUrl(`${endpoint.scheme}://${endpoint.host}${bare}${query}`);
  if (url?.opaque !== '') return { reason: 'no valid URL comes of it' };
  const { scheme } = url;
  if (scheme !== 'http' && scheme !== 'https') {
    return { reason: `the scheme "${scheme}" is neither http nor https` };
  }
  if (url.host === '' || url.host === ':') return { reason: 'it names no host' };
  // A port alone is this machine's over HTTP; a certificate needs a name.
  if (scheme === 'https' && url.host.startsWith(':')) return { reason: 'it names no host' };
  const host = withPort(asciiHost(url.host), scheme);
  return { scheme, host, path: url.escapedPath, ns: queryValue(url.query, 'ns') };
}

/** An endpoint that is not the image's own registry is told which registry is meant. */
function isProxy(host: string, domain: string): boolean {
  return host !== domain && !(domain === 'docker.io' && host === HUB_API_HOST);
}
