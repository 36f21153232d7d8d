// `[registries.search] registries = []` beside `[[registry]]`.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { rootOf } from '../facts.ts';
import { EMPTY_LISTS_SINCE, isBefore } from '../releases.ts';
import { settingNode } from '../tables.ts';
import { isFilled, version1Lists, version2Settings } from '../version-1.ts';

export const mixedEmptyLists: Rule = {
  code: 'registries/mixed-empty-lists',
  severity: 'error',
  title: 'Empty lists of one version of the format stand beside settings of the other',
  effect:
    'Since containers-image 5.24 (Podman 4.4, skopeo 1.11, CRI-O 1.27) an empty list counts too, and engines refuse the file as a mix of versions. Older ones pass over empty lists.',
  remedy: 'Take the empty lists of version 1 out.',
  source: 'engines.md C.8, R14c, R14e, RC35',
  releases: [{ from: EMPTY_LISTS_SINCE }],
  blocks: (file) => (isBefore(file, EMPTY_LISTS_SINCE) ? [] : check(file)),
  bad: {
    text: `[[registry]]
location = "docker.io"

[registries.block]
registries = []
`,
  },
  good: { text: '[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "docker.io"\n' },
  check,
};

function check(file: OpenFile): readonly Fault[] {
  const lists = version1Lists(file);
  const [list] = lists;
  const [mark] = version2Settings(file);
  if (!list || !mark) return [];
  const filled = lists.some(isFilled);
  if (filled && version2Settings(file).some(isFilled)) return [];
  const owner = filled ? undefined : settingNode(rootOf(file), 'registries');
  const title = 'Take the empty lists of version 1 out';
  return [
    {
      range: nodeRange(filled ? mark.node : list.node),
      message: `[registries.${list.name}] is version 1 of the format and "${mark.name}" is version 2. Since containers-image 5.24 (Podman 4.4, skopeo 1.11, CRI-O 1.27) engines refuse a file with both, even where a list is empty. Take out the one that is not meant.`,
      fixes: owner ? removal(title, true, file.document, [owner]) : [],
    },
  ];
}
