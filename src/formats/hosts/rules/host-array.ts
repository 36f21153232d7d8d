// `[[host."https://…"]]`.
import type { Fix } from '../../../model/diagnostic.ts';
import { child, elements, isTable, type Node, nodeKind, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { DISCARDED } from '../faults.ts';

export const hostArray: Rule = {
  code: 'hosts/host-array',
  severity: 'error',
  title: 'A host is written as an element of an array',
  effect:
    'Every release fails to decode `[[host."…"]]`, logs one line, passes over the whole file and goes straight to the registry.',
  remedy: 'Write the header with single brackets: `[host."https://…"]`.',
  source: 'engines.md B.4, B8, HT05',
  blocks: true,
  bad: {
    text: `server = "https://registry-1.docker.io"

[[host."https://hub.example.net"]]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    arrays(file).map((node) => ({
      range: nodeRange(node),
      message: `A host is a table and not an element of an array: ${DISCARDED}. Write [host."https://…"] with single brackets.`,
      fixes: singleBrackets(node),
    })),
};

function arrays(file: OpenFile): readonly Node[] {
  const host = child(file.document.root, 'host');
  if (!host) return [];
  if (nodeKind(host) === 'array') return [host];
  const data = file.data['host'];
  return Object.entries(isTable(data) ? data : {}).flatMap(([name, value]) => {
    const node = Array.isArray(value) && value.some(isTable) ? child(host, name) : undefined;
    return node ? [node] : [];
  });
}

/** One element can be a table; of several, nobody knows which is meant. */
function singleBrackets(node: Node): readonly Fix[] {
  const section = node.parts[0]?.section;
  const isHost = node.key !== 'host' && section?.kind === 'array';
  if (!section || !isHost || elements(node).length !== 1) return [];
  return [
    {
      title: 'Take one pair of brackets off',
      safe: true,
      edits: [
        { start: section.start, end: section.start + 1, text: '' },
        { start: section.headerEnd - 1, end: section.headerEnd, text: '' },
      ],
    },
  ];
}
