// Locations and prefixes of registries.conf: how a mirror's URL is written as one and read back
// (engines.md C.3 to C.5).

import {
  apiHost,
  type Endpoint,
  endpointMirror,
  withoutDefaultPort,
} from '../../model/endpoint.ts';
import { MirrorConfError } from '../../model/error.ts';
import type { Capability, Mirror } from '../../model/mirror.ts';
import { isHost, isNamespace } from '../../model/registry.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import type { WantedMirror } from '../adapter.ts';
import { notExpressible, withoutCredentials } from '../shared.ts';

/** What `pull-from-mirror` says, as the capabilities that it leaves a mirror. */
const CAPABILITIES: Readonly<Record<string, readonly Capability[] | undefined>> = {
  'digest-only': ['pull'],
  'tag-only': ['resolve'],
};

/**
 * The location that leads to the endpoint. It has no scheme and no `/v2`; a host that is one label
 * gets its port, without which the engine cannot tell it from a repository (engines.md C.5).
 */
export function locationText({ scheme, host, root }: Endpoint): string {
  const port = scheme === 'https' ? ':443' : ':80';
  const single = /^[a-z0-9-]+$/.test(host) && host !== 'localhost';
  return (single ? host + port : host) + root.slice('/v2'.length);
}

/** The endpoint of a mirror's location; `undefined` when requests can never reach it. */
export function locationEndpoint(location: string, insecure: boolean): Endpoint | undefined {
  const text = withoutTrailingSlashes(location);
  const slash = text.indexOf('/');
  const host = (slash === -1 ? text : text.slice(0, slash)).toLowerCase();
  const path = slash === -1 ? '' : text.slice(slash);
  if (!isHost(host) || host.startsWith('[') || (path !== '' && !isNamespace(path.slice(1)))) {
    return undefined;
  }
  if (/^[a-z0-9-]+$/.test(host) && host !== 'localhost') return undefined;
  const scheme = insecure ? 'http' : 'https';
  return { scheme, host: apiHost(withoutDefaultPort(host, scheme)), root: `/v2${path}` };
}

/** The mirror that a `[[registry.mirror]]` describes; a location that is none is kept as it is. */
export function locationMirror(
  location: string,
  endpoint: Endpoint | undefined,
  pullFromMirror: unknown,
  digestsOnly: boolean,
): Mirror {
  const base = endpoint ? endpointMirror(endpoint) : { url: withoutCredentials(location) };
  const capabilities = digestsOnly
    ? CAPABILITIES['digest-only']
    : CAPABILITIES[typeof pullFromMirror === 'string' ? pullFromMirror : ''];
  return capabilities ? { ...base, capabilities } : base;
}

/** Throws when registries.conf cannot say what the mirror says. */
export function checkLocation({ mirror, endpoint }: WantedMirror): void {
  const { root, host } = endpoint;
  if (root !== '/v2' && !root.startsWith('/v2/')) {
    throw notExpressible(
      'registries',
      'overridePath',
      'The engine always asks below /v2. Use a URL whose path is a repository prefix.',
    );
  }
  if (mirror.skipVerify) {
    throw notExpressible(
      'registries',
      'skipVerify',
      'Its "insecure" also allows plain HTTP. Give the mirror as http:// if that is meant, or its certificate authority in /etc/containers/certs.d.',
    );
  }
  if (mirror.ca !== undefined || mirror.client !== undefined) {
    throw notExpressible(
      'registries',
      mirror.ca === undefined ? 'client' : 'ca',
      `Put the files into /etc/containers/certs.d/${host}/ instead.`,
    );
  }
  const property = (['header', 'dialTimeout'] as const).find((key) => mirror[key] !== undefined);
  if (property) throw notExpressible('registries', property, 'Leave it out.');
  if (mirror.capabilities && !mirror.capabilities.includes('pull')) {
    throw notExpressible(
      'registries',
      'capabilities',
      'A mirror that serves only tags is still asked for their content.',
    );
  }
  if (host.startsWith('[') || (root !== '/v2' && !isNamespace(root.slice('/v2/'.length)))) {
    throw new MirrorConfError(
      'registries/unrewritable-mirror',
      `"${mirror.url}" cannot be a location: engines rewrite image names with it, which takes a host name or IPv4 address and a lower-case path. Every pull of the registry would fail.`,
    );
  }
}
