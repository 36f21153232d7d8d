// `host."https://…".capabilities = […]`.
import { child, nodeKind, nodeRange, valueRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { SECOND_GENERATION } from '../facts.ts';
import { asHeaders } from '../headers-fix.ts';
import { isHeader } from '../standing.ts';

export const notAHeader: Rule = {
  code: 'hosts/not-a-header',
  severity: 'error',
  title: 'A host has no header of its own',
  effect:
    'containerd 2 takes only `[host."…"]` headers for hosts: one written with dotted keys or as a member of `[host]` is passed over without a word. 1.6 and 1.7 use it.',
  remedy: 'Write the host as a `[host."https://…"]` header with its settings below.',
  source: 'engines.md B.4, X9, HT03',
  releases: SECOND_GENERATION,
  bad: {
    text: `server = "https://registry-1.docker.io"
host."https://hub.example.net".capabilities = ["pull", "resolve"]
`,
    target: 'containerd@2.1.9',
  },
  good: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@2.1.9',
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@2.1.9',
  },
  check: (file) => {
    const host = child(file.document.root, 'host');
    if (!host || nodeKind(host) !== 'table' || valueRange(host)) return [];
    return hostsOf(file)
      .filter(({ node }) => !isHeader(node))
      .map(({ node, key }) => ({
        range: nodeRange(node),
        message: `The host ${shown(key, 'host')} is not written as a header: containerd 2.x passes over it, and 1.x uses it. Write it as [host."…"] with its settings below.`,
        fixes: asHeaders(host, file),
      }));
  },
};
