// Reads the mirrors of `[registry."HOST"]`, each with the settings of its own host.
import { apiHost, endpointMirror, withoutDefaultPort } from '../../model/endpoint.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
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
import { addressEndpoint, addressOf } from './address.ts';
import { looksUpHosts, settingName } from './release.ts';
import { settingsOf, tableOf } from './settings.ts';

/** The registries that have `mirrors`, in the order in which the text names them. */
export function buildkitdEntries(file: OpenFile): readonly RegistryEntry[] {
  const registry = child(file.document.root, 'registry');
  if (!registry || nodeKind(registry) !== 'table') return [];
  return [...children(registry)].flatMap(([name, node]) => {
    const entry = registryEntry(name, node, file);
    return entry ? [entry] : [];
  });
}

/** The entry of one registry, looked up without reading the others. */
export function buildkitdEntry(name: string, file: OpenFile): RegistryEntry | undefined {
  const node = nodeAt(file.document.root, ['registry', name]);
  return node && registryEntry(name, node, file);
}

/** The array of a registry's mirrors. */
export function mirrorsNode(name: string, file: OpenFile): Node | undefined {
  const key = settingName(tableOf(name, file) ?? {}, 'mirrors', file);
  const node = key === undefined ? undefined : nodeAt(file.document.root, ['registry', name, key]);
  return node && nodeKind(node) === 'array' ? node : undefined;
}

/** The name of the table with the settings of a mirror. */
export function settingsKey(text: string, file: OpenFile): string {
  return looksUpHosts(file) === false ? text : addressOf(text, file).host;
}

/** Every mirror of the file as it is written. */
export function mirrorTexts(file: OpenFile): readonly { text: string; range: TextRange }[] {
  return buildkitdEntries(file).flatMap(({ registry }) => {
    const array = mirrorsNode(registry, file);
    return (array ? elements(array) : []).flatMap((element) => {
      const text = stringOf(element);
      return text === undefined ? [] : [{ text, range: nodeRange(element) }];
    });
  });
}

function registryEntry(name: string, node: Node, file: OpenFile): RegistryEntry | undefined {
  const array = mirrorsNode(name, file);
  if (!array) return undefined;
  const mirrors = elements(array).flatMap((element): readonly MirrorEntry[] => {
    const text = stringOf(element);
    return text === undefined ? [] : [mirrorEntry(text, name, element, file)];
  });
  return { registry: name, mirrors, range: nodeRange(node), node };
}

function mirrorEntry(text: string, registry: string, element: Node, file: OpenFile): MirrorEntry {
  const { scheme, tls } = settingsOf(settingsKey(text, file), file);
  const endpoint = addressEndpoint(addressOf(text, file), scheme);
  return {
    mirror: endpoint ? { ...endpointMirror(endpoint), ...tls } : { url: withoutCredentials(text) },
    endpoint,
    upstream:
      endpoint?.root === '/v2' &&
      endpoint.host === withoutDefaultPort(apiHost(registry), endpoint.scheme),
    range: nodeRange(element),
  };
}
