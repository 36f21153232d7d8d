// A file without version, or of version 1, with the plugin names of a later one.
import type { Fix } from '../../../model/diagnostic.ts';
import { isTable, nodeAt, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion, valueReplacement } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isCovered } from '../covered.ts';
import {
  hasSettings,
  isFrom,
  pluginNames,
  type Registry,
  registryUnder,
  releaseOf,
  versionOf,
  versionPlace,
} from '../facts.ts';
import { V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';
import { strayVersions } from './version-after-table.ts';

export const missingVersion: Rule = {
  code: 'containerd/missing-version',
  severity: 'error',
  title: 'The file has no version but names plugins as version 2 or 3 does',
  effect:
    'A file without version counts as version 1. containerd 1.x then looks for `plugins.cri`; 2.0 to 2.2 lose what stands under the name of version 2; nobody says a word. The names of version 3 are read from 2.0 on, and 2.3 on reads all of them.',
  remedy: 'Make `version = 2` the first line (`version = 3` for the names of version 3).',
  source: 'engines.md A.1, A.2, refinement 3, X1, CT05',
  releases: [{ before: [2, 3, 0] }],
  blocks: (file) => (versionOf(file) === 1 ? blocking(file) : []),
  bad: {
    text: `[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
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
    if (versionOf(file) !== 1) return [];
    const names = isFrom(file, [2, 0, 0]) ? [V2_PLUGIN] : [V2_PLUGIN, V3_PLUGIN];
    return names.flatMap((name) => {
      const registry = registryUnder(name, file);
      if (!registry || !hasSettings(registry, file)) return [];
      const covered = isCovered(registry, readTable(file), file);
      const severity = covered ? ('warning' as const) : ('error' as const);
      return [{ ...fault(name, registry.node, file), severity }];
    });
  },
};

/** What the release reads in a file without version. */
function readTable(file: OpenFile): Registry | undefined {
  return releaseOf(file) && registryUnder(isFrom(file, [2, 0, 0]) ? V3_PLUGIN : V1_PLUGIN, file);
}

/** Before a mirror is added, any section of a later version tells what the file is meant to be. */
function blocking(file: OpenFile): readonly Fault[] {
  const { root } = file.document;
  if (nodeAt(root, ['plugins', 'io', 'containerd']) || nodeAt(root, ['plugins', V1_PLUGIN])) {
    return [];
  }
  const name = [V2_PLUGIN, V3_PLUGIN].find((each) => nodeAt(root, ['plugins', each]));
  const node = name === undefined ? undefined : nodeAt(root, ['plugins', name]);
  return node && name !== undefined ? [fault(name, node, file)] : [];
}

function fault(name: string, node: Parameters<typeof nodeRange>[0], file: OpenFile): Fault {
  const version = name === V2_PLUGIN ? 2 : 3;
  const hit = version === 2 ? 'containerd 1.x and 2.0 to 2.2 pass' : 'containerd 1.x passes';
  const is = versionPlace(file) ? 'counts as version 1' : 'has no version, which means 1,';
  return {
    range: nodeRange(node),
    message: `The file ${is} but names "${name}" as version ${version} does: ${hit} over what stands here. Make "version = ${version}" the first line.`,
    fixes: fixes(version, file),
  };
}

/** Version 2 reads these names in every release; version 3 shuts containerd 1.x out. */
function fixes(version: number, file: OpenFile): readonly Fix[] {
  const lists = [file.data['disabled_plugins'], file.data['required_plugins']].flat();
  const names = [...pluginNames(file), ...lists];
  const short = names.some((each) => typeof each === 'string' && !each.includes('.'));
  const other = version === 2 ? V3_PLUGIN : V2_PLUGIN;
  const safe = version === 2 && !short && !isTable(registryUnder(other, file)?.data);
  if (short || strayVersions(file).length > 0) return [];
  const title = `Say "version = ${version}"`;
  const place = versionPlace(file);
  if (place) return valueReplacement(title, safe, place.node, String(version));
  return insertion(title, safe, file.document.root, { version });
}
