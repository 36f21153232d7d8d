// `short-name-mode = "prompt"`.
import { nodeRange } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { rootOf } from '../facts.ts';
import { setting, settingNode } from '../tables.ts';
import { isShortNameMode } from '../top-level.ts';

export const shortNameMode: Rule = {
  code: 'registries/short-name-mode',
  severity: 'error',
  title: '`short-name-mode` is none of its three words',
  effect:
    'Engines refuse the file: "invalid short-name mode". The words count in lower case only; `prompt`, which some documents name, is none of them.',
  remedy: 'Write `enforcing`, `permissive` or `disabled`.',
  source: 'engines.md C.2, R17, RC39',
  blocks: true,
  bad: { text: 'short-name-mode = "Enforcing"\n' },
  good: { text: 'short-name-mode = "enforcing"\n' },
  fix: 'safe',
  fixed: { text: 'short-name-mode = "enforcing"\n' },
  check: (file) => {
    const value = setting(rootOf(file), 'short-name-mode');
    const node = settingNode(rootOf(file), 'short-name-mode');
    if (!node || isShortNameMode(value)) return [];
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    const title = 'Write it in lower case';
    return [
      {
        range: nodeRange(node),
        message:
          'short-name-mode is none of "enforcing", "permissive" and "disabled", and engines refuse the file. Write one of them.',
        fixes:
          word !== '' && isShortNameMode(word)
            ? [{ title, safe: true, edits: [stringEdit(node, word)] }]
            : [],
      },
    ];
  },
};
