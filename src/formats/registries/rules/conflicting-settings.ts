// One location, `insecure` here and not there.
import type { Rule } from '../../rule.ts';
import { conflictFaults } from '../conflicts.ts';
import { registriesOf } from '../facts.ts';

export const conflictingSettings: Rule = {
  code: 'registries/conflicting-settings',
  severity: 'error',
  title: 'Two registries have one location and differ in `insecure` or `blocked`',
  effect:
    'Engines refuse the file: "defined multiple times with conflicting setting". It is the location that counts, whatever the prefixes are. Across files they do not look.',
  remedy: 'Make the settings agree, or give the two different locations.',
  source: 'engines.md C.10, R12b, R12c, RC22',
  blocks: true,
  bad: {
    text: `[[registry]]
prefix = "one.example"
location = "hub.example.net"
blocked = true

[[registry]]
prefix = "two.example"
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
prefix = "one.example"
location = "hub.example.net"
blocked = true

[[registry]]
prefix = "two.example"
location = "hub.example.net"
blocked = true
`,
  },
  fix: 'none',
  check: (file) =>
    conflictFaults(registriesOf(file)).map(({ range, message }) => ({ range, message })),
};
