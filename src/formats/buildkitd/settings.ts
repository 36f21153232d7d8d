// How a host is reached: what its own table `[registry."HOST"]` says, and what BuildKit takes for
// granted without it (engines.md D).
import { isLocalhost } from '../../go/net.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Mirror } from '../../model/mirror.ts';
import { dataAt, isTable, type TomlTable, type TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { settingName } from './release.ts';

/** The scheme, and what a mirror says of certificates. */
export interface HostSettings {
  readonly scheme: Endpoint['scheme'];
  readonly tls: Pick<Mirror, 'skipVerify' | 'ca' | 'client'>;
}

/** The table of one host or registry; `undefined` when the file has none. */
export function tableOf(host: string, file: OpenFile): TomlTable | undefined {
  const data = dataAt(file.data, ['registry', host]);
  return isTable(data) ? data : undefined;
}

/**
 * A host on this machine is asked in plain HTTP unless told otherwise. With `insecure` HTTPS comes
 * first in any case, and plain HTTP only if that fails.
 */
export function settingsOf(host: string, file: OpenFile): HostSettings {
  const table = tableOf(host, file) ?? {};
  const get = (key: string): TomlValue | undefined => {
    const name = settingName(table, key, file);
    return name === undefined ? undefined : table[name];
  };
  const http = get('http');
  const skipVerify = get('insecure') === true;
  const plain = typeof http === 'boolean' ? http : isLocalhost(host);
  if (plain && !skipVerify) return { scheme: 'http', tls: {} };
  const ca = strings(get('ca'));
  const client = pairs(get('keypair'));
  return {
    scheme: 'https',
    tls: {
      ...(skipVerify ? { skipVerify } : {}),
      ...(ca.length > 0 ? { ca } : {}),
      ...(client.length > 0 ? { client } : {}),
    },
  };
}

/** What a host's own table must say for a mirror to be reached as it asks; often nothing. */
export function settingsTable(mirror: Mirror, endpoint: Endpoint): TomlTable {
  const { skipVerify, ca, client } = mirror;
  const plain = endpoint.scheme === 'http';
  return {
    ...(plain === isLocalhost(endpoint.host) ? {} : { http: plain }),
    ...(skipVerify ? { insecure: true } : {}),
    ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? [ca] : [...ca] }),
    ...(client === undefined ? {} : { keypair: keyPairs(client) }),
  };
}

function keyPairs(client: NonNullable<Mirror['client']>): TomlTable[] {
  const list = typeof client === 'string' ? [client] : client;
  return list.flatMap((pair) =>
    typeof pair === 'string' ? [] : [{ key: pair[1], cert: pair[0] }],
  );
}

function pairs(value: TomlValue | undefined): readonly (readonly [string, string])[] {
  return (Array.isArray(value) ? value : []).flatMap((item): readonly [string, string][] => {
    const { cert, key } = isTable(item) ? item : {};
    return typeof cert === 'string' && typeof key === 'string' ? [[cert, key]] : [];
  });
}

function strings(value: TomlValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
