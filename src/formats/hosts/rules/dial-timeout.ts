// `dial_timeout = "5"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { faultsOf, type Setting } from '../facts.ts';

export const dialTimeout: Rule = {
  code: 'hosts/dial-timeout',
  severity: 'error',
  title: 'dial_timeout is no duration',
  effect:
    'containerd 2.0.7 and later want a number with a unit in quotes. With anything else they pass over the whole file and go straight to the registry. Earlier releases do not read the setting.',
  remedy: 'Write it with a unit: `dial_timeout = "5s"`.',
  source: 'engines.md B.5, B16, HT32',
  releases: [{ from: [2, 0, 7] }],
  blocks: faults,
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  dial_timeout = "5"
`,
    target: 'containerd@2.1.9',
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  dial_timeout = "5s"
`,
    target: 'containerd@2.1.9',
  },
  fix: 'ask',
  check: faults,
};

/** A file that nobody says a release for may be read by one that wants a duration. */
function faults(file: OpenFile): readonly Fault[] {
  return faultsOf('hosts/dial-timeout', file).map(({ message, setting }) => ({
    range: nodeRange(setting.node),
    message,
    fixes: inSeconds(setting),
  }));
}

function inSeconds({ node, value }: Setting): readonly Fix[] {
  if (typeof value === 'object') return [];
  const number = String(value);
  if (!/^[0-9]+$/.test(number)) return [];
  return valueReplacement(`Write "${number}s"`, false, node, `"${number}s"`);
}
