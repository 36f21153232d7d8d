// `host = { "https://…" = { … } }`.
import { child, nodeKind, nodeRange, valueRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { SECOND_GENERATION } from '../facts.ts';
import { asHeaders } from '../headers-fix.ts';

export const inlineHost: Rule = {
  code: 'hosts/inline-host',
  severity: 'error',
  title: 'The hosts stand in an inline table',
  effect:
    'containerd 2 takes only `[host."…"]` headers for hosts and passes over all others without a word. 1.6 and 1.7 use them, but try several of them in an order that changes from pull to pull.',
  remedy: 'Write each host as a `[host."https://…"]` header with its settings below.',
  source: 'engines.md B.4, X9, HT03',
  releases: SECOND_GENERATION,
  blocks: faults,
  bad: {
    text: `server = "https://registry-1.docker.io"
host = { "https://hub.example.net" = { capabilities = ["pull", "resolve"] } }
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
  check: faults,
};

/** Nothing can be added behind a closed brace, on no release. */
function faults(file: OpenFile): readonly Fault[] {
  const host = child(file.document.root, 'host');
  if (!host || nodeKind(host) !== 'table' || !valueRange(host)) return [];
  return [
    {
      range: nodeRange(host),
      message:
        'The hosts stand in an inline table: containerd 2.x passes over them, and 1.x tries them in no certain order. Write each as a [host."https://…"] header.',
      fixes: asHeaders(host, file),
    },
  ];
}
