// Reads the hosts of a hosts.toml, whichever way they are written, and tells which of them is the
// registry's own server.
import { apiHost, type Endpoint, sameEndpoint, withoutDefaultPort } from '../../model/endpoint.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  children,
  dataAt,
  isTable,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  type TomlTable,
} from '../../toml/index.ts';
import type { MirrorEntry, OpenFile, RegistryEntry } from '../adapter.ts';
import { hostEndpoint, hostMirror, tableEndpoint } from './host.ts';
import { isSecondGeneration, settingName } from './release.ts';
import { useFault } from './standing.ts';

/** A host as the file has it. */
export interface Host extends MirrorEntry {
  readonly key: string;
  readonly node: Node;
  readonly data: TomlTable;
}

/** Whoever works on one file asks for its hosts many times. */
const known = new WeakMap<OpenFile, readonly Host[]>();

/** All hosts in text order. */
export function hostsOf(file: OpenFile): readonly Host[] {
  let hosts = known.get(file);
  if (!hosts) {
    hosts = readHosts(file);
    known.set(file, hosts);
  }
  return hosts;
}

function readHosts(file: OpenFile): readonly Host[] {
  const host = child(file.document.root, 'host');
  if (!host || nodeKind(host) !== 'table') return [];
  const isUpstream = upstreamOf(file);
  return [...children(host)].flatMap(([key, node]) => {
    const written = dataAt(file.data, ['host', key]);
    if (!isTable(written)) return [];
    const data = withoutLater(written, key, node, file);
    const endpoint = tableEndpoint(key, data, file);
    const mirror = hostMirror(key, endpoint, data, file);
    const fault = useFault(node, mirror, file);
    return [
      {
        key,
        node,
        data,
        mirror,
        endpoint,
        upstream: endpoint !== undefined && isUpstream(endpoint),
        range: nodeRange(node),
        ...(fault ? { fault } : {}),
      },
    ];
  });
}

/**
 * The settings of a host that are the last word on it: containerd 2 decodes what stands below every
 * spelling of `host` into one map, in text order.
 */
export function withoutLater(data: TomlTable, url: string, node: Node, file: OpenFile): TomlTable {
  const names = Object.keys(file.data).filter((name) => name.toLowerCase() === 'host');
  if (names.length < 2 || isSecondGeneration(file) !== true) return data;
  const later = names.flatMap((name) => {
    const other = nodeAt(file.document.root, [name, url]);
    const own = dataAt(file.data, [name, url]);
    const follows = other !== undefined && nodeRange(other).start > nodeRange(node).start;
    return follows && isTable(own) ? Object.keys(own).map((key) => key.toLowerCase()) : [];
  });
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => !later.includes(key.toLowerCase())),
  );
}

/** The host that stands at a range. */
export function hostAt({ start }: TextRange, file: OpenFile): Host | undefined {
  return hostsOf(file).find(({ range }) => range.start === start);
}

/** The file's one entry. A file that does not say whose it is may be anybody's: `*`. */
export function hostsEntries(file: OpenFile): readonly RegistryEntry[] {
  const node = child(file.document.root, 'host');
  const mirrors = hostsOf(file);
  if (!node || mirrors.length === 0) return [];
  return [{ registry: file.registry ?? '*', mirrors, range: nodeRange(node), node }];
}

/** The URL of `server`; `undefined` where it is not set or empty, which is the same (B.3). */
export function serverOf(file: OpenFile): string | undefined {
  const name = settingName(file.data, 'server', file);
  const server = name === undefined ? undefined : file.data[name];
  return typeof server === 'string' && server !== '' ? server : undefined;
}

/**
 * Whether an endpoint is the registry's own: what `server` names, or the registry itself. Docker Hub
 * is known by its API host too, as `server = "https://docker.io"` is often written and means it.
 */
function upstreamOf(file: OpenFile): (endpoint: Endpoint) => boolean {
  const url = serverOf(file);
  const override = settingName(file.data, 'override_path', file);
  const verbatim = override !== undefined && file.data[override] === true;
  const server = url === undefined ? undefined : hostEndpoint(url, verbatim);
  const registry = file.registry === '*' ? undefined : file.registry;
  return (endpoint) => {
    if (server && sameEndpoint(endpoint, server)) return true;
    if (server && sameEndpoint(endpoint, { ...server, host: apiHost(server.host) })) return true;
    if (registry === undefined || endpoint.root !== '/v2') return false;
    const own = withoutDefaultPort(registry, endpoint.scheme);
    return endpoint.host === own || endpoint.host === apiHost(own);
  };
}
