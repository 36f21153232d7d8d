// `version = "2"`, `version = 2.0`, `version = -1`.
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isBefore, type Place, versionPlace, versionRange } from '../facts.ts';
import { configVersion } from '../section.ts';

export const versionType: Rule = {
  code: 'containerd/version-type',
  severity: 'error',
  title: 'The config version is no whole number from 0 up',
  effect:
    'Every release refuses to start with a version that is a string or a float. A negative one makes containerd 2.x crash at the start, while 1.x reads the file by the names of version 2.',
  remedy: 'Write the version as a bare number: `version = 2` or `version = 3`.',
  source: 'engines.md A.2, refinement 4, CT14',
  blocks: true,
  bad: { text: 'version = "2"\n' },
  good: { text: 'version = 2\n' },
  fix: 'safe',
  fixed: { text: 'version = 2\n' },
  check: (file) => {
    const place = versionPlace(file);
    return place && configVersion(place.data) === undefined ? [fault(place, file)] : [];
  },
};

function fault({ node, data }: Place, file: OpenFile): Fault {
  const range = versionRange(file);
  if (typeof data === 'number' && Number.isInteger(data)) {
    return {
      range,
      severity: isBefore(file, [2, 0, 0]) ? 'warning' : 'error',
      message:
        'The config version is negative: containerd 2.x crashes at the start, and 1.x takes the file for version 2. Write "version = 2" or "version = 3".',
    };
  }
  const digits = typeof data === 'string' && /^[1-4]$/.test(data);
  return {
    range,
    message:
      'The config version is no whole number from 0 up, and containerd does not start with it. Write it as "version = 2" or "version = 3".',
    ...(digits && { fixes: valueReplacement('Take the quotes off', true, node, data) }),
  };
}
