// Registry settings by the names of version 1, which three generations of containerd 2 lose.
import type { Fix } from '../../../model/diagnostic.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { elements, nodeAt, nodeRange, stringOf } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion, renamingEdits, stringEdit, valueReplacement } from '../../fixes.ts';
import { type Fault, isAmong, type Rule } from '../../rule.ts';
import {
  hasSettings,
  pluginNames,
  registryUnder,
  releaseOf,
  versionOf,
  versionPlace,
  versionRange,
} from '../facts.ts';
import { V1_PLUGIN, V2_PLUGIN } from '../section.ts';

const HIT = [{ from: [2, 0, 0], before: [2, 3, 0] }] as const;

export const version1Ignored: Rule = {
  code: 'containerd/version-1-ignored',
  severity: 'error',
  title: 'The registry settings are those of a version 1 file',
  effect:
    'containerd 1.x and 2.3 on use them. 2.0 to 2.2 bring such a file straight to the newest version and lose its registry settings without a word, and `containerd config migrate` of those releases prints a file without them: do not write that over the original.',
  remedy: `Make \`version = 2\` the first line and rename \`plugins.${V1_PLUGIN}\` to \`plugins."${V2_PLUGIN}"\`.`,
  source: 'engines.md A.2, X1, X2, CT05, CT51',
  releases: HIT,
  blocks: (file) => {
    const release = releaseOf(file);
    return release && isAmong(release, HIT) && versionOf(file) === 1 ? [fault(file)] : [];
  },
  bad: {
    text: `[plugins.cri.registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) => {
    const registry = registryUnder(V1_PLUGIN, file);
    if (versionOf(file) !== 1 || !registry || !hasSettings(registry, file)) return [];
    return [{ ...fault(file), range: nodeRange(registry.node), fixes: fixes(file) }];
  },
};

function fault(file: OpenFile): Fault {
  const who = releaseOf(file) ? file.target?.text : 'containerd 2.0 to 2.2';
  return {
    range: versionRange(file),
    message: `${who} ${releaseOf(file) ? 'passes' : 'pass'} over the mirrors of a file of version 1 or without version. Make "version = 2" the first line and use the names of version 2.`,
  };
}

/** The file in version 2, where `cri` is the only short name that it has. */
function fixes(file: OpenFile): readonly Fix[] {
  const { root } = file.document;
  const short = pluginNames(file).filter((name) => !name.includes('.'));
  const plugin = nodeAt(root, ['plugins', V1_PLUGIN]);
  if (!plugin || short.length > 1 || nodeAt(root, ['plugins', V2_PLUGIN])) return [];
  const edits: TextEdit[] = [...renamingEdits(plugin, V2_PLUGIN)];
  for (const list of ['disabled_plugins', 'required_plugins']) {
    const node = nodeAt(root, [list]);
    for (const item of node ? elements(node) : []) {
      const name = stringOf(item) ?? '';
      if (name === V1_PLUGIN) edits.push(stringEdit(item, V2_PLUGIN));
      else if (!name.includes('.')) return [];
    }
  }
  const title = 'Write it as a version 2 file';
  const place = versionPlace(file);
  const version = place
    ? valueReplacement(title, true, place.node, '2')
    : insertion(title, true, root, { version: 2 });
  return [{ title, safe: true, edits: [...version.flatMap((fix) => fix.edits), ...edits] }];
}
