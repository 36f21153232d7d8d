// `version = "2"`, `version = 2.0`, `version = -1`.
import { valueRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import {
  hasSettings,
  isBefore,
  type Place,
  registryUnder,
  versionPlace,
  versionRange,
} from '../facts.ts';
import { configVersion, V1_PLUGIN, V3_PLUGIN } from '../section.ts';

const INTEGER = /^[+-]?(?:0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[0-9_]+)$/;

export const versionType: Rule = {
  code: 'containerd/version-type',
  severity: 'error',
  title: 'The config version is no whole number from 0 up',
  effect:
    'Every release refuses to start with a version that is a string or a float. A negative one makes containerd 2.x crash at the start, while 1.x reads the file by the names of version 2.',
  remedy: 'Write the version as a bare number: `version = 2` or `version = 3`.',
  source: 'engines.md A.2, refinement 4, CT14',
  blocks: find,
  bad: { text: 'version = "2"\n' },
  good: { text: 'version = 2\n' },
  fix: 'safe',
  fixed: { text: 'version = 2\n' },
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  const place = versionPlace(file);
  if (!place || (configVersion(place.data) !== undefined && isInteger(place))) return [];
  return [fault(place, file)];
}

/** `2.0` is the number 2 to the data, but a float to Go. */
function isInteger({ node }: Place): boolean {
  const value = valueRange(node);
  return value !== undefined && INTEGER.test(node.document.text.slice(value.start, value.end));
}

function fault({ node, data }: Place, file: OpenFile): Fault {
  const range = versionRange(file);
  if (typeof data === 'number' && data < 0 && isInteger({ node, data })) {
    return {
      range,
      severity: isReadAnyway(file) ? 'warning' : 'error',
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

/** containerd 1 takes the file for version 2. */
function isReadAnyway(file: OpenFile): boolean {
  const others = [V1_PLUGIN, V3_PLUGIN].map((plugin) => registryUnder(plugin, file));
  return isBefore(file, [2, 0, 0]) && !others.some((registry) => hasSettings(registry, file));
}
