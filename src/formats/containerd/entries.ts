// Reads `registry.mirrors` and, where 1.x would use it, the TLS settings that go with an endpoint.

import { isLocalToContainerd } from '../../go/net.ts';
import type { Finding } from '../../model/diagnostic.ts';
import { type Endpoint, endpointMirror, withoutDefaultPort } from '../../model/endpoint.ts';
import type { Mirror } from '../../model/mirror.ts';
import { HUB_API_HOST, isHost } from '../../model/registry.ts';
import { before } from '../../model/target.ts';
import type { TextRange } from '../../text/edit.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import {
  child,
  childNames,
  children,
  elements,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  stringOf,
} from '../../toml/index.ts';
import type { MirrorEntry, OpenFile, RegistryEntry } from '../adapter.ts';
import { withoutCredentials } from '../shared.ts';
import { shown } from '../shown.ts';
import { readEndpoint } from './endpoint-url.ts';
import { registryPath } from './section.ts';
import { tlsOf } from './tls.ts';

/** The registries that have an `endpoint`, in the order in which the text names them. */
export function containerdEntries(file: OpenFile): readonly RegistryEntry[] {
  const registry = nodeAt(file.document.root, registryPath(file.data));
  const mirrors = child(registry, 'mirrors');
  if (!mirrors || nodeKind(mirrors) !== 'table') return [];
  return [...children(mirrors)].flatMap(([name, node]) => {
    const entry = mirrorsEntry(name, node, registry, file);
    return entry ? [entry] : [];
  });
}

/** The entry of one registry, looked up without reading the others. */
export function containerdEntry(name: string, file: OpenFile): RegistryEntry | undefined {
  const registry = nodeAt(file.document.root, registryPath(file.data));
  const node = nodeAt(registry, ['mirrors', name]);
  return node && mirrorsEntry(name, node, registry, file);
}

/**
 * The `endpoint` of an entry. 1.x takes the name as it is and all in capitals, 2.x in any case
 * (engines.md A.5).
 */
export function endpointNode(entry: Node | undefined, file: OpenFile): Node | undefined {
  const there = child(entry, 'endpoint');
  if (there || !entry || nodeKind(entry) !== 'table') return there;
  const { target } = file;
  const anyCase = !target?.release || !before(target.release, [2, 0, 0]);
  const name = childNames(entry).find(
    (key) => key === 'ENDPOINT' || (anyCase && key.toLowerCase() === 'endpoint'),
  );
  return name === undefined ? undefined : child(entry, name);
}

/**
 * What requests to an endpoint become (engines.md A.5): no path means `/v2`, any other path is
 * used verbatim. With the path `/` the API root is empty, where no registry answers.
 */
function containerdEndpoint(text: string): Endpoint | undefined {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/?#@]*@)?([^/?#@]+)([^?#]*)/i.exec(text);
  if (!match) return undefined;
  const bare = (match[2] ?? '').toLowerCase();
  const scheme = (match[1] ?? (isLocalToContainerd(bare) ? 'http' : 'https')).toLowerCase();
  if ((scheme !== 'http' && scheme !== 'https') || !isHost(bare)) return undefined;
  const path = match[3] ?? '';
  const host = withoutDefaultPort(bare, scheme);
  return { scheme, host, root: path === '' ? '/v2' : withoutTrailingSlashes(path) };
}

function mirrorsEntry(
  name: string,
  node: Node,
  registry: Node | undefined,
  file: OpenFile,
): RegistryEntry | undefined {
  const endpoint = endpointNode(node, file);
  if (!endpoint || nodeKind(endpoint) !== 'array') return undefined;
  const mirrors = elements(endpoint).flatMap((element): readonly MirrorEntry[] => {
    const text = stringOf(element);
    return text === undefined ? [] : [endpointEntry(text, name, element, registry, file)];
  });
  return { registry: name, mirrors, range: nodeRange(node), node };
}

function endpointEntry(
  text: string,
  registryName: string,
  element: Node,
  registry: Node | undefined,
  file: OpenFile,
): MirrorEntry {
  const endpoint = containerdEndpoint(text);
  const tls = endpoint ? tlsOf(registry, text, file) : {};
  const mirror: Mirror = endpoint
    ? { ...endpointMirror(endpoint), ...tls }
    : { url: withoutCredentials(text) };
  const own = registryName === 'docker.io' ? HUB_API_HOST : registryName;
  const upstream =
    endpoint !== undefined &&
    endpoint.root === '/v2' &&
    (endpoint.host === own || endpoint.host === registryName);
  const range = nodeRange(element);
  const there = { mirror, endpoint, upstream, range };
  return readEndpoint(text) ? there : { ...there, fault: unparsable(registryName, range) };
}

/** One such endpoint fails every pull of its registry (engines.md A.5, C9). */
function unparsable(registry: string, range: TextRange): Finding {
  return {
    code: 'containerd/endpoint-unparsable',
    severity: 'error',
    range,
    message: `containerd cannot read this endpoint as a URL, and every pull from ${shown(registry, 'registry')} fails, whatever other mirrors it has. Mend it or take it out.`,
  };
}
