// One host of a hosts.toml: its URL as a key, its settings as a table, and what both mean
// (engines.md B.5, B.6).
import { cleanPath } from '../../go/path.ts';
import { type GoUrl, parseGoUrl } from '../../go/url.ts';
import { type Endpoint, endpointMirror, withoutDefaultPort } from '../../model/endpoint.ts';
import type { Capability, Mirror } from '../../model/mirror.ts';
import { isHost } from '../../model/registry.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/index.ts';
import type { OpenFile, WantedMirror } from '../adapter.ts';
import { withoutCredentials } from '../shared.ts';
import { settingName } from './release.ts';

/** The key of a new host: with its scheme, and with a path only where that is the API root. */
export function hostKey({ scheme, host, root }: Endpoint): string {
  return `${scheme}://${host}${root === '/v2' ? '' : root}`;
}

/** The settings of a new host. Without `capabilities` it would also be pushed to (B.5). */
export function hostTable({ mirror, endpoint }: WantedMirror): TomlTable {
  const { capabilities, ca, client, skipVerify, dialTimeout, header } = mirror;
  return {
    capabilities: [...(capabilities ?? ['pull', 'resolve'])],
    ...(ca === undefined ? {} : { ca: listOf(ca) }),
    ...(client === undefined ? {} : { client: listOf(client) }),
    ...(skipVerify ? { skip_verify: true } : {}),
    ...(endpoint.root === '/v2' ? {} : { override_path: true }),
    ...(dialTimeout === undefined ? {} : { dial_timeout: dialTimeout }),
    ...(header === undefined ? {} : { header: headerTable(header) }),
  };
}

/** As containerd parses it: `https://` goes before whatever does not begin with `http` (B.6). */
export function hostUrl(key: string): GoUrl | undefined {
  return parseGoUrl(key.startsWith('http') ? key : `https://${key}`);
}

/**
 * Where requests to a host go: a path gets `/v2` behind it unless it ends so already, or is the API
 * root as it stands with `override_path`.
 */
export function hostEndpoint(key: string, overridePath: boolean): Endpoint | undefined {
  const url = hostUrl(key);
  const host = url?.host.toLowerCase() ?? '';
  const scheme = url?.scheme;
  if (!url || (scheme !== 'http' && scheme !== 'https') || !isHost(host)) return undefined;
  const path = cleanPath(`/${url.path}`);
  const isRoot = path.endsWith('/v2') || overridePath;
  const root = cleanPath(isRoot ? path : `${path}/v2`);
  return { scheme, host: withoutDefaultPort(host, scheme), root: root === '/' ? '' : root };
}

/** The endpoint of a host with the settings that stand in its table. */
export function tableEndpoint(key: string, table: TomlTable, file: OpenFile): Endpoint | undefined {
  return hostEndpoint(key, setting(table, 'override_path', file) === true);
}

/** What a host of a file is, in the one description; a URL that is none is kept as it is. */
export function hostMirror(
  key: string,
  endpoint: Endpoint | undefined,
  table: TomlTable,
  file: OpenFile,
): Mirror {
  const get = (name: string): TomlValue | undefined => setting(table, name, file);
  const capabilities = capabilitiesOf(get('capabilities'));
  const ca = strings(get('ca'));
  const client = clientOf(get('client'));
  const header = get('header');
  const dialTimeout = get('dial_timeout');
  return {
    ...(endpoint ? endpointMirror(endpoint) : { url: withoutCredentials(key) }),
    ...(capabilities ? { capabilities } : {}),
    ...(get('skip_verify') === true ? { skipVerify: true } : {}),
    ...(ca.length > 0 ? { ca } : {}),
    ...(client.length > 0 ? { client } : {}),
    ...(isTable(header) && Object.keys(header).length > 0 ? { header: headerOf(header) } : {}),
    ...(typeof dialTimeout === 'string' && dialTimeout !== '' ? { dialTimeout } : {}),
  };
}

function setting(table: TomlTable, key: string, file: OpenFile): TomlValue | undefined {
  const name = settingName(table, key, file);
  return name === undefined ? undefined : table[name];
}

/** What is left of pull and resolve; `undefined` for both, which is also what no list means. */
function capabilitiesOf(value: TomlValue | undefined): readonly Capability[] | undefined {
  const names = strings(value).map((name) => name.toLowerCase());
  const has = (['pull', 'resolve'] as const).filter((name) => names.includes(name));
  return names.length === 0 || has.length === 2 ? undefined : has;
}

function clientOf(value: TomlValue | undefined): readonly (string | readonly [string, string])[] {
  if (!Array.isArray(value)) return strings(value);
  return value.flatMap((item): readonly (string | readonly [string, string])[] => {
    if (!Array.isArray(item)) return strings(item);
    const [certificate, key] = strings(item);
    return certificate === undefined || key === undefined ? [] : [[certificate, key]];
  });
}

/** The headers of a table as texts; a value of another type has none. */
export function headerOf(table: TomlTable): NonNullable<Mirror['header']> {
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : strings(value),
    ]),
  );
}

function headerTable(header: NonNullable<Mirror['header']>): TomlTable {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  );
}

/** A string, or the strings of a list. */
function strings(value: TomlValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function listOf(value: NonNullable<Mirror['ca'] | Mirror['client']>): TomlValue[] {
  if (typeof value === 'string') return [value];
  return value.map((item) => (typeof item === 'string' ? item : [...item]));
}
