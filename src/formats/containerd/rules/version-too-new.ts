// A config version that the target's release does not know yet.
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { versionOf, versionRange } from '../facts.ts';
import { newestVersion } from '../releases.ts';
import { NEWEST_VERSION } from '../section.ts';

export const versionTooNew: Rule = {
  code: 'containerd/version-too-new',
  severity: 'error',
  title: 'The config version is newer than the release',
  effect:
    'containerd 1.6.32 and 1.7.17 to 2.0 refuse to start with a version above 2, and 2.0 to 2.2 with one above 3. Without a release in the target nothing is said: a version 3 file is a file for containerd 2.',
  remedy: 'Use the version that the release reads, with the plugin names of that version.',
  source: 'engines.md A.2, CT11',
  releases: [
    { from: [1, 6, 32], before: [1, 7, 0] },
    { from: [1, 7, 17], before: [2, 3, 0] },
  ],
  blocks: faults,
  bad: { text: 'version = 3\n', target: 'containerd@1.7.24' },
  good: { text: 'version = 2\n', target: 'containerd@1.7.24' },
  fix: 'none',
  check: faults,
};

function faults(file: OpenFile): readonly Fault[] {
  const version = versionOf(file);
  const release = file.target?.release;
  if (!release || version === undefined || version > NEWEST_VERSION) return [];
  const newest = newestVersion(release);
  if (version <= newest) return [];
  const name = file.target?.text ?? '';
  return [
    {
      range: versionRange(file),
      message: `${name} reads config versions up to ${newest}, and this file has ${version}: it is refused or its mirrors are passed over. Use "version = ${newest}" with the names of that version.`,
    },
  ];
}
