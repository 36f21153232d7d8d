// `[host.A]`, `[host.B]`, `[host.A.header]`.
import type { Node, Part } from '../../../toml/index.ts';
import { isInline } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { SECOND_GENERATION } from '../facts.ts';

export const splitHost: Rule = {
  code: 'hosts/split-host',
  severity: 'warning',
  title: 'The tables of a host stand apart',
  effect:
    'containerd 2 goes through the headers in text order and lists a host anew whenever another one stood between: with `[host.A]`, `[host.B]`, `[host.A.header]` it tries A, B and A again. 1.x tries A and B.',
  remedy: 'Put the tables of a host directly below its own header.',
  source: 'engines.md B.4, X9, B7, HT04',
  releases: SECOND_GENERATION,
  bad: {
    text: `[host."https://a.example"]
  capabilities = ["pull", "resolve"]

[host."https://b.example"]
  capabilities = ["pull", "resolve"]

[host."https://a.example".header]
  x-team = "build"
`,
  },
  good: {
    text: `[host."https://a.example"]
  capabilities = ["pull", "resolve"]

[host."https://a.example".header]
  x-team = "build"

[host."https://b.example"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'none',
  check: (file) =>
    splitParts(file).map(({ host, part }) => ({
      range: { start: part.section.start, end: part.section.headerEnd },
      message: `This table of ${shown(host.key ?? '', 'host')} stands apart from its others, and containerd 2.x puts the host into the list a second time. Move it directly below the host's own header.`,
    })),
};

/** The headers of hosts that another host's header stands before, after one of their own. */
function splitParts(file: OpenFile): readonly { readonly host: Node; readonly part: Part }[] {
  const headers = hostsOf(file)
    .filter(({ node }) => !isInline(node))
    .flatMap(({ node: host }) =>
      host.parts.filter(({ kind }) => kind === 'section').map((part) => ({ host, part })),
    )
    .sort((a, b) => a.part.section.start - b.part.section.start);
  return headers.filter(
    ({ host }, at) =>
      headers[at - 1]?.host !== host && headers.slice(0, at).some((each) => each.host === host),
  );
}
