// Registry tables of two config versions in one file, of which only one is read.
import { nodeRange, sameData } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { isCovered } from '../covered.ts';
import { hasSettings, isBefore, isFrom, registryUnder, releaseOf, versionOf } from '../facts.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const bothNames: Rule = {
  code: 'containerd/both-names',
  severity: 'error',
  title: 'The file has two registry tables, of which one is read',
  effect:
    'They are never joined. In a version 2 file the table of version 2 is read (2.x lets it replace the other whole). In a version 3 file 2.0 to 2.2 read that of version 3, and 2.3 on that of version 2. In a version 4 file that of version 3 is read. Where it has mirrors for the same registries, the other one is only a warning.',
  remedy: 'Write all of it under the name of the version, and take the other table out.',
  source: 'engines.md A.2, X11 I12 and I13, CT10',
  bad: {
    text: `version = 3
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
[plugins."io.containerd.cri.v1.images".registry.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net"]
`,
    target: 'containerd@2.1.9',
  },
  good: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
[plugins."io.containerd.cri.v1.images".registry.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net"]
`,
    target: 'containerd@2.1.9',
  },
  fix: 'none',
  check: (file) => {
    const older = registryUnder(V2_PLUGIN, file);
    const newer = registryUnder(V3_PLUGIN, file);
    const version = versionOf(file);
    if (!older || !newer || version === undefined || isUnread(version, file)) return [];
    if (!hasSettings(older, file) || !hasSettings(newer, file)) return [];
    if (sameData(older.data, newer.data)) return [];
    const winner = winnerOf(version, file);
    const loser = winner === V2_PLUGIN ? newer : older;
    const covered = isCovered(loser, winner === V2_PLUGIN ? older : newer, file);
    return [
      {
        range: nodeRange(loser.node),
        severity: winner && !covered ? 'error' : 'warning',
        message: winner
          ? `The registry table under "${winner}" is read, and this one has no effect: containerd never joins the two. Write all of it under one name.`
          : `The file also has a registry table under "${V3_PLUGIN}", and containerd reads one of the two: 2.0 to 2.2 that one, 2.3 on this one. Write all of it under one name.`,
      },
    ];
  },
};

/** containerd 1 reads neither in a file without version. */
function isUnread(version: number, file: OpenFile): boolean {
  return version === 1 && isBefore(file, [2, 0, 0]);
}

/** `undefined` where releases differ and none is named. */
function winnerOf(version: number, file: OpenFile): string | undefined {
  if (version === 2 || isBefore(file, [2, 0, 0])) return V2_PLUGIN;
  if (version > 3) return V3_PLUGIN;
  if (!releaseOf(file)) return undefined;
  return isFrom(file, [2, 3, 0]) ? V2_PLUGIN : V3_PLUGIN;
}
