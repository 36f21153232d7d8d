// `[host."http://[::1]:5000"]`.
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { grouped, refusals } from './refusals.ts';

export const bracketInHeader: Rule = {
  code: 'toml/bracket-in-header',
  severity: 'error',
  title: 'A header has a bracket in a quoted name',
  effect:
    'The parser of containerd 1.x and of BuildKit 0.10 to 0.27 ends a header at the first `]`, in quotes or not. containerd 1.x does not start with such a config.toml and throws such a hosts.toml away. IPv6 addresses in names of hosts are what brings brackets into headers.',
  remedy:
    'Give the address a name in DNS or /etc/hosts and write that; a dotted key below the parent table is read too.',
  source: 'engines.md A.11, B.6, F20, HT44',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: '[host."http://[::1]:5000"]\n  capabilities = ["pull", "resolve"]\n',
    format: 'hosts',
    registry: 'docker.io',
    target: 'containerd@1.7.34',
  },
  good: {
    text: '[host."http://localhost:5000"]\n  capabilities = ["pull", "resolve"]\n',
    format: 'hosts',
    registry: 'docker.io',
    target: 'containerd@1.7.34',
  },
  fix: 'none',
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  const found = refusals(file, ['bracket-in-header-key']);
  return grouped(file, found).map(({ first, around }) => ({
    range: around,
    severity: first.severity,
    message: `A bracket in a header’s name ends the header for ${first.who}, and the whole file is refused. Write a host name in place of the address.`,
  }));
}
