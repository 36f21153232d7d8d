// `capabilities = ["pull", "resolv"]`.
import { elements, nodeRange, stringOf } from '../../../toml/index.ts';
import { replacement, stringEdit } from '../../fixes.ts';
import { meant, nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { faultsOf } from '../facts.ts';
import { DISCARDED } from '../faults.ts';

const KNOWN = ['pull', 'resolve', 'push'];

export const unknownCapability: Rule = {
  code: 'hosts/unknown-capability',
  severity: 'error',
  title: 'A host has a capability that containerd does not know',
  effect:
    'One unknown name spoils the file: every release logs one line, passes over the whole file and goes straight to the registry.',
  remedy: 'Use `pull`, `resolve` and `push`; containerd 2.2 and later know `referrers` too.',
  source: 'engines.md B.5, B3, X8, HT10',
  blocks: true,
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolv"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    faultsOf('hosts/unknown-capability', file).flatMap(({ setting }) =>
      elements(setting.node).flatMap((item) => {
        const name = stringOf(item) ?? '';
        if ([...KNOWN, 'referrers'].includes(name.toLowerCase())) return [];
        const near = nearest(name, KNOWN);
        const edit = near === undefined ? undefined : stringEdit(item, near);
        return [
          {
            range: nodeRange(item),
            message: `containerd knows no capability ${shown(name, 'name')}: ${DISCARDED}. Use "pull", "resolve" and "push".${meant(name, KNOWN)}`,
            ...(edit && { fixes: replacement(`Write "${near}"`, true, edit, edit.text) }),
          },
        ];
      }),
    ),
};
