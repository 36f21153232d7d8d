// `Version = 2`.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasSettings, isBefore, members, registryUnder, rootOf } from '../facts.ts';
import { V1_PLUGIN } from '../section.ts';

export const versionKeyCase: Rule = {
  code: 'containerd/version-key-case',
  severity: 'error',
  title: 'The key of the version is not in lower case',
  effect:
    'containerd 2.x reads the key in any case. 1.x does not, counts the file as version 1, and passes over registry settings under the names of version 2.',
  remedy: 'Write `version` in lower case.',
  source: 'engines.md A.2, A.5',
  releases: [{ before: [2, 0, 0] }],
  blocks: find,
  bad: { text: 'Version = 2\n' },
  good: { text: 'version = 2\n' },
  fix: 'safe',
  fixed: { text: 'version = 2\n' },
  check: (file) => (Object.hasOwn(file.data, 'VERSION') ? [] : find(file)),
};

/** In capitals it is read by every release, but a mirror would be written by another version. */
function find(file: OpenFile): readonly Fault[] {
  return members(rootOf(file)).flatMap(([key, place]) => {
    if (key === 'version' || key.toLowerCase() !== 'version') return [];
    const { node } = place;
    return [
      {
        range: nodeRange(node),
        severity: isReadAnyway(file) ? ('warning' as const) : ('error' as const),
        message: `"${key}" is not the key that every release reads: to containerd 1.x the file has no version, and its registry settings have no effect. Write "version".`,
        fixes: renaming('Write it in lower case', true, node, 'version'),
      },
    ];
  });
}

/** A file that counts as version 1, and has the names of it. */
function isReadAnyway(file: OpenFile): boolean {
  return isBefore(file, [2, 0, 0]) && hasSettings(registryUnder(V1_PLUGIN, file), file);
}
