// `30 February`, an integer of more than 64 bits.
import type { ConstructName } from '../../toml/index.ts';
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { refusals } from './refusals.ts';

export const impossibleValue: Rule = {
  code: 'toml/impossible-value',
  severity: 'error',
  title: 'A value is a day or a number that there is not',
  effect:
    'containers-image refuses the whole file for a day that its month does not have and for an integer of more than 64 bits, below keys that nobody reads too. The parser of containerd 1.x and of BuildKit 0.10 to 0.27 refuses the day. containerd 2.x and later BuildKit pass over both where nothing reads them, and containerd 2.x does not start where they are in the table of a plugin.',
  remedy: 'Correct the value, or put it in quotes if it is no date or number.',
  source: 'measurements of skopeo 1.9 and 1.22, Podman 4.3 to 5.8, containerd 1.6 to 2.1',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: '[[registry]]\nlocation = "docker.io"\nchecked = 2026-02-30\n',
    format: 'registries',
  },
  good: {
    text: '[[registry]]\nlocation = "docker.io"\nchecked = 2026-02-28\n',
    format: 'registries',
  },
  fix: 'none',
  check: find,
};

const WHAT: Readonly<Partial<Record<ConstructName, string>>> = {
  'day-beyond-month': 'The month has no such day',
  'integer-beyond-64-bits': 'The integer has more than 64 bits',
};

function find(file: OpenFile): readonly Fault[] {
  const found = refusals(file, ['day-beyond-month', 'integer-beyond-64-bits']);
  return found.map(({ name, start, end, who, severity }) => ({
    range: { start, end },
    severity,
    message: `${WHAT[name]}, and the whole file is refused by ${who}. Put it in quotes, or write one that there is.`,
  }));
}
