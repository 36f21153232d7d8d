// A config version that no release knows.
import type { OpenFile } from '../../adapter.ts';
import { type Fault, isAmong, type Rule } from '../../rule.ts';
import { REFUSING, releaseOf, versionOf, versionRange } from '../facts.ts';
import { NEWEST_VERSION } from '../section.ts';

export const unknownVersion: Rule = {
  code: 'containerd/unknown-version',
  severity: 'error',
  title: 'The config version is one that no release knows',
  effect:
    'containerd from 1.6.32 and 1.7.17 on refuses to start. Older ones read what they know of the file: names of version 2, and nothing that came later.',
  remedy: 'Set the version that your containerd prints with `containerd config default`.',
  source: 'engines.md A.2, CT11',
  blocks: faults,
  bad: { text: 'version = 5\n' },
  good: { text: 'version = 4\n' },
  fix: 'none',
  check: (file) => {
    const release = releaseOf(file);
    return release && !isAmong(release, REFUSING) ? [] : faults(file);
  },
};

function faults(file: OpenFile): readonly Fault[] {
  const version = versionOf(file);
  if (version === undefined || version <= NEWEST_VERSION) return [];
  return [
    {
      range: versionRange(file),
      message: `Config version ${version} is unknown: engines read 1 to ${NEWEST_VERSION}, and refuse a higher one from 1.6.32 and 1.7.17 on. Set the version that your containerd prints with "containerd config default".`,
    },
  ];
}
