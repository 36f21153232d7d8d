// What a mirror's URL means on the wire, apart from how any format spells it.

import { withoutTrailingSlashes } from '../text/trailing.ts';
import { MirrorConfError } from './error.ts';
import type { Mirror } from './mirror.ts';
import { HUB_API_HOST, isHost } from './registry.ts';

/**
 * Where requests go. Two spellings are the same mirror exactly when these are equal:
 * `https://M.example:443/v2/proxy/` and `https://m.example/proxy` are.
 */
export interface Endpoint {
  readonly scheme: 'http' | 'https';
  /** Lower case, with the port unless it is the scheme's own. */
  readonly host: string;
  /** Path of the registry API, no trailing slash: `/v2`, `/v2/proxy`, `/api/docker`. */
  readonly root: string;
}

const MIRROR_URL = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)([?#].*)?$/is;
const PATH = /^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*$/;

/**
 * The endpoint of a mirror that a caller names. With `overridePath` and without a path its root is
 * empty, which no new mirror may have.
 *
 * Throws `mirror/not-a-url`, `mirror/scheme` (neither http nor https), `mirror/credentials` or
 * `mirror/query`. No message repeats a URL that holds credentials.
 */
export function mirrorEndpoint(mirror: Mirror): Endpoint {
  const match = MIRROR_URL.exec(mirror.url);
  if (!match) throw notAUrl(mirror.url);
  const [, schemeText = '', authority = '', rawPath = '', query] = match;
  if (authority.includes('@')) {
    throw new MirrorConfError(
      'mirror/credentials',
      'A mirror URL has credentials in it. Engines drop them there and the file would show them: take them out, and put them where the engine reads credentials.',
    );
  }
  const scheme = schemeText.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    throw new MirrorConfError(
      'mirror/scheme',
      `"${mirror.url}" has the scheme "${schemeText}": a mirror is reached by http or https.`,
    );
  }
  if (query !== undefined) {
    throw new MirrorConfError(
      'mirror/query',
      'A mirror URL has a query or fragment, which no engine sends. Leave it out.',
    );
  }
  const host = apiHost(withoutDefaultPort(authority.toLowerCase(), scheme));
  const path = withoutTrailingSlashes(rawPath);
  if (!isHost(host) || !PATH.test(path) || /\/\.{1,2}(\/|$)/.test(path)) throw notAUrl(mirror.url);
  return { scheme, host, root: mirror.overridePath === true ? path : apiRoot(path) };
}

/** The description of an endpoint, the same for every spelling of it. */
export function endpointMirror(endpoint: Endpoint): Mirror {
  const base = `${endpoint.scheme}://${endpoint.host}`;
  if (endpoint.root === '/v2') return { url: base };
  if (/^\/v2\/v2(\/|$)/.test(endpoint.root)) return { url: base + endpoint.root };
  if (endpoint.root.startsWith('/v2/')) return { url: base + endpoint.root.slice('/v2'.length) };
  return { url: base + endpoint.root, overridePath: true };
}

export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.scheme === b.scheme && a.host === b.host && a.root === b.root;
}

/** The host without the scheme's own port. */
export function withoutDefaultPort(host: string, scheme: 'http' | 'https'): string {
  const port = scheme === 'https' ? ':443' : ':80';
  return host.endsWith(port) ? host.slice(0, -port.length) : host;
}

/** The API host behind Docker Hub's names; any other host is itself. */
export function apiHost(host: string): string {
  return host === 'docker.io' || host === 'index.docker.io' ? HUB_API_HOST : host;
}

function apiRoot(path: string): string {
  if (path === '/v2' || path.startsWith('/v2/')) return path;
  return `/v2${path}`;
}

function notAUrl(url: string): MirrorConfError {
  const looksBare = /^[a-z0-9.-]+(:[0-9]+)?(\/|$)/i.test(url);
  const advice = looksBare
    ? `write "https://${url}", or "http://${url}" for a plain-text registry`
    : 'write one such as "https://hub.example.net" or "http://10.0.0.1:5000/proxy"';
  const shown = url.includes('@') ? 'A mirror' : `"${url}"`;
  return new MirrorConfError('mirror/not-a-url', `${shown} is no mirror URL: ${advice}.`);
}
