// `capabilities = [… "referrers"]` before containerd 2.2.
import { elements, nodeRange, stringOf } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { settingOf, settingsTables } from '../facts.ts';

export const referrersTooOld: Rule = {
  code: 'hosts/referrers-too-old',
  severity: 'error',
  title: 'The capability "referrers" is newer than the release',
  effect:
    'containerd before 2.2 takes `referrers` for an unknown capability, passes over the whole file and goes straight to the registry.',
  remedy: 'Take `referrers` out where a release before 2.2 reads the file.',
  source: 'engines.md B.5, B4e, HT11',
  releases: [{ before: [2, 2, 0] }],
  blocks: true,
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve", "referrers"]
`,
    target: 'containerd@2.1.9',
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@2.1.9',
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@2.1.9',
  },
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const list = settingOf(table, 'capabilities', file);
      const items = list && Array.isArray(list.value) ? elements(list.node) : [];
      const spoiling = items.filter((item) => stringOf(item)?.toLowerCase() === 'referrers');
      // Without any item a list means everything, pushing included.
      const safe = file.target?.release !== undefined && spoiling.length < items.length;
      return spoiling.map((item) => ({
        range: nodeRange(item),
        message:
          'The capability "referrers" came with containerd 2.2: releases before it pass over the whole file and go straight to the registry. Take it out if one of them reads this file.',
        fixes: removal('Take "referrers" out', safe, file.document, [item]),
      }));
    }),
};
