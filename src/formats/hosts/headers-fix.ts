// Hosts of any spelling written anew as the headers that every release honours (engines.md B.4).
import type { Fix } from '../../model/diagnostic.ts';
import { insertHeaders, type Node, removeNodes, settle, type TomlTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { hostsOf } from './entries.ts';
import { isHeader } from './standing.ts';

/**
 * The hosts that have no header as headers; `host` is the node that they all stand in. It is safe
 * where none of the file has one, as the order in which they are tried then stays what it was.
 */
export function asHeaders(host: Node, file: OpenFile): readonly Fix[] {
  const hosts = hostsOf(file);
  const loose = hosts.filter(({ node }) => !isHeader(node));
  if (loose.length === 0) return [];
  const inline = host.parts.some(({ kind, names }) => kind === 'entry' && names.length === 1);
  const tables: TomlTable = Object.fromEntries(loose.map(({ key, data }) => [key, data]));
  const removed = inline ? [host] : loose.map(({ node }) => node);
  const drafts = [
    ...removeNodes(file.document, removed).drafts,
    ...insertHeaders(file.document.root, { host: tables }),
  ];
  const safe = loose.length === hosts.length;
  return [{ title: 'Write the hosts as headers', safe, edits: settle(drafts) }];
}
