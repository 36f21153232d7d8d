// One host of a hosts.toml, or its server: the URL and the keys that go with it (engines.md B.5, B.6).
import { isDuration, isNegativeDuration } from '../../go/duration.ts';
import { headerFault } from '../../go/header.ts';
import { cleanPath, joinPath } from '../../go/path.ts';
import { parseGoUrl } from '../../go/url.ts';
import type { Endpoint } from '../requests.ts';
import {
  type Data,
  field,
  isTrue,
  mapEntries,
  type Origin,
  spellings,
  strings,
} from '../toml/data.ts';
import { hostsKeyRule } from './imports.ts';
import type { ContainerdRules } from './versions.ts';

/** Why the file has no effect, and where. */
export interface Discarded {
  readonly discarded: string;
  readonly origin: Origin;
}

/** A certificate and the file of its key; `''`: the certificate's own file. */
export type KeyPair = readonly [certificate: string, key: string];

export interface HostSettings {
  /** As the file has it; `''` for a server that is not set. */
  readonly url: string;
  readonly endpoint: Endpoint;
  readonly pulls: boolean;
  readonly resolves: boolean;
  /** Paths of certificate authorities; `undefined` when none are named, even as an empty list. */
  readonly authorities: readonly string[] | undefined;
  readonly keyPairs: readonly KeyPair[];
  readonly setsSkipVerify: boolean;
  readonly setsDialTimeout: boolean;
  /** Why no request to it ever leaves. */
  readonly keptBack?: string;
  readonly origin: Origin;
}

export function readHost(
  url: string,
  table: Data | undefined,
  origin: Origin,
  folder: string,
  rules: ContainerdRules,
): HostSettings | Discarded {
  const rule = hostsKeyRule(rules);
  const get = (name: string): Data | undefined => field(table, name, rule);
  const endpoint = hostEndpoint(url, isTrue(get('override_path')));
  if (!endpoint) return { discarded: `"${url}" is no URL`, origin };
  const capabilities = strings(get('capabilities'));
  const known = rules.has('referrers') ? [...CAPABILITIES, 'referrers'] : CAPABILITIES;
  for (const item of capabilities) {
    if (known.includes(item.value.toLowerCase())) continue;
    return {
      discarded: `the capability "${item.value}" is unknown to this release`,
      origin: item.origin,
    };
  }
  const may = (name: string): boolean =>
    capabilities.length === 0 || capabilities.some((item) => item.value.toLowerCase() === name);
  const ca = get('ca');
  const authorities = ca && pathList(ca, folder);
  if (ca && !authorities)
    return { discarded: '`ca` must be a string or a list of strings', origin: ca.origin };
  const client = get('client');
  const keyPairs = client ? readKeyPairs(client, folder) : [];
  if (!keyPairs) {
    const origin = client?.origin ?? { path: folder, offset: 0 };
    return { discarded: '`client` must be files, or pairs of certificate and key', origin };
  }
  const headers = table?.kind === 'table' ? spellings(table, 'header', rule) : [];
  for (const value of headers.flatMap((each) => [...mapEntries(each).values()])) {
    if (value.kind === 'string' || (value.kind === 'list' && allStrings(value.items))) continue;
    return { discarded: 'a header must be a string or a list of strings', origin: value.origin };
  }
  const timeout = rules.has('dialTimeout') ? get('dial_timeout') : undefined;
  if (timeout?.kind === 'string' && timeout.value !== '' && !isDuration(timeout.value)) {
    return {
      discarded: `"${timeout.value}" is no duration: it needs a unit`,
      origin: timeout.origin,
    };
  }
  const waits = timeout?.kind === 'string' && timeout.value !== '' ? timeout.value : undefined;
  const unsendable = unsendableHeader(get('header'));
  const keptBack =
    unsendable ??
    (waits !== undefined && isNegativeDuration(waits)
      ? 'its `dial_timeout` is over before it begins'
      : undefined);
  return {
    url,
    endpoint,
    pulls: may('pull'),
    resolves: may('resolve'),
    authorities,
    keyPairs,
    setsSkipVerify: get('skip_verify') !== undefined,
    setsDialTimeout: waits !== undefined,
    ...(keptBack !== undefined && { keptBack }),
    origin,
  };
}

/** What of a table of headers HTTP can't carry (B.5). */
export function unsendableHeader(headers: Data | undefined): string | undefined {
  for (const [name, value] of mapEntries(headers)) {
    const values = value.kind === 'string' ? [value] : strings(value);
    const fault = headerFault(
      name,
      values.map((each) => each.value),
    );
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const CAPABILITIES = ['pull', 'resolve', 'push'];

/** `https://` comes before whatever does not begin with the letters `http` (B.6). */
function hostEndpoint(written: string, overridePath: boolean): Endpoint | undefined {
  if (written === '') return { scheme: '', host: '', path: '' };
  const url = parseGoUrl(written.startsWith('http') ? written : `https://${written}`);
  if (!url) return undefined;
  let path = url.path === '' ? '' : cleanPath(url.path);
  if (!overridePath && !path.endsWith('/v2')) path += '/v2';
  return { scheme: url.scheme, host: url.host, path };
}

function pathList(value: Data, folder: string): readonly string[] | undefined {
  if (value.kind === 'string') return [fromFolder(value.value, folder)];
  if (value.kind !== 'list' || value.ofTables || !allStrings(value.items)) return undefined;
  return strings(value).map((item) => fromFolder(item.value, folder));
}

function readKeyPairs(value: Data, folder: string): readonly KeyPair[] | undefined {
  if (value.kind === 'string') return [[fromFolder(value.value, folder), '']];
  if (value.kind !== 'list' || value.ofTables) return undefined;
  const pairs: KeyPair[] = [];
  for (const item of value.items) {
    const paths = pathList(item, folder);
    const [certificate, key] = paths ?? [];
    if (certificate === undefined) return undefined;
    if (item.kind === 'string') pairs.push([certificate, '']);
    else if (paths?.length === 2 && key !== undefined) pairs.push([certificate, key]);
    else return undefined;
  }
  return pairs;
}

function allStrings(items: readonly Data[]): boolean {
  return items.every((item) => item.kind === 'string');
}

function fromFolder(path: string, folder: string): string {
  return path.startsWith('/') ? path : joinPath(folder, path);
}
