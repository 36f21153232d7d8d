// What makes containerd throw a hosts.toml away as a whole, or crash on it: no mirror is added to
// such a file, as none would be used (engines.md B.2, B.4, B.7).
import type { Finding } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  dataAt,
  isTable,
  keyRange,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  type TomlTable,
  valueRange,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { hostsOf, serverOf } from './entries.ts';
import { DISCARDED, settingFaults, wrongType } from './faults.ts';
import { hostUrl } from './host.ts';
import { isSecondGeneration, settingName } from './release.ts';

/** The faults that make an addition useless or harmful, the gravest first. */
export function hostsObstacles(file: OpenFile): readonly Finding[] {
  const shape = shapeFaults(file);
  if (shape.length > 0) return shape;
  const { root } = file.document;
  return [
    ...textFaults(file),
    ...serverFaults(file),
    ...tableFaults(root, file.data, file),
    ...hostsOf(file).flatMap(({ key, node, data }) => [
      ...urlFaults(key, keyRange(node)),
      ...tableFaults(node, data, file),
    ]),
  ];
}

/** Headers that 1.x cannot read: it stops at the first `]`, in quotes or not (engines.md B.6). */
export function bracketHeaders({ document }: OpenFile): readonly TextRange[] {
  return document.sections
    .filter(({ keyStart, keyEnd }) => document.text.slice(keyStart, keyEnd).includes(']'))
    .map(({ keyStart, keyEnd }) => ({ start: keyStart, end: keyEnd }));
}

/** Whether the text begins with a byte order mark, which 2.x takes for a key. */
export function hasByteOrderMark({ document }: OpenFile): boolean {
  return document.text.charCodeAt(0) === 0xfeff;
}

/** `host` and its members as something else than tables under headers. */
function shapeFaults(file: OpenFile): readonly Finding[] {
  const host = child(file.document.root, 'host');
  if (!host) return [];
  if (nodeKind(host) === 'scalar') {
    const fault = wrongType('host', 'a table of hosts, written as [host."https://…"] headers');
    return [error(fault.code, nodeRange(host), fault.message)];
  }
  if (nodeKind(host) === 'array') return [hostArray(host)];
  const data = dataAt(file.data, ['host']);
  for (const [name, value] of Object.entries(isTable(data) ? data : {})) {
    const node = nodeAt(host, [name]) ?? host;
    if (Array.isArray(value) && value.some(isTable)) return [hostArray(node)];
    if (!isTable(value)) return [keyInHost(name, node)];
  }
  return valueRange(host) ? [inlineHost(host)] : [];
}

function hostArray(node: Node): Finding {
  return error(
    'hosts/host-array',
    nodeRange(node),
    `A host is a table and not an element of an array: ${DISCARDED}. Write [host."https://…"] with single brackets.`,
  );
}

function keyInHost(name: string, node: Node): Finding {
  return error(
    'hosts/key-in-host',
    nodeRange(node),
    `"${name}" stands in [host], where only the tables of hosts belong: containerd 1.x crashes at the next pull, and 2.x passes over the whole file. Move it under a [host."https://…"] header, or to the top for the registry's own server.`,
  );
}

/** Nothing can be added behind a closed brace, and members of one line have no order (B.4). */
function inlineHost(node: Node): Finding {
  return error(
    'hosts/inline-host',
    nodeRange(node),
    'The hosts stand in an inline table: containerd 2.x passes over them, and 1.x tries them in no certain order. Write each as a [host."https://…"] header.',
  );
}

function textFaults(file: OpenFile): readonly Finding[] {
  const second = isSecondGeneration(file);
  if (second === true && hasByteOrderMark(file)) {
    return [
      error(
        'hosts/byte-order-mark',
        { start: 0, end: 1 },
        'The file begins with a byte order mark: containerd 2.x passes over the whole file then and goes straight to the registry. Take the mark out.',
      ),
    ];
  }
  if (second !== false) return [];
  return bracketHeaders(file).map((range) =>
    error(
      'hosts/ipv6-in-header',
      range,
      'containerd 1.x cannot read a header with "]" inside, not even in quotes, and passes over the whole file. Give the mirror a host name.',
    ),
  );
}

function serverFaults(file: OpenFile): readonly Finding[] {
  const name = settingName(file.data, 'server', file);
  const node = name === undefined ? undefined : child(file.document.root, name);
  if (name === undefined || !node) return [];
  if (typeof file.data[name] !== 'string') {
    const fault = wrongType('server', 'one URL as a string');
    return [error(fault.code, nodeRange(node), fault.message)];
  }
  const url = serverOf(file);
  return url === undefined ? [] : urlFaults(url, nodeRange(node));
}

function urlFaults(url: string, range: TextRange): readonly Finding[] {
  if (hostUrl(url)) return [];
  return [
    error(
      'hosts/not-a-url',
      range,
      `What stands here for a host is no URL: ${DISCARDED}. Write one such as "https://hub.example.net".`,
    ),
  ];
}

function tableFaults(node: Node, data: TomlTable, file: OpenFile): readonly Finding[] {
  return settingFaults(data, file).map(({ name, code, message }) =>
    error(code, nodeRange(child(node, name) ?? node), message),
  );
}

function error(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'error', range, message };
}
