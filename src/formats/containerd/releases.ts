// What releases of containerd differ in where mirrors are added.
import { before, type Release, type Target } from '../../model/target.ts';
import { NEWEST_VERSION } from './section.ts';

/** Whether the release is one where mirrors alone stop the CRI plugin (engines.md A.6, X4). */
export function needsEmptyConfigPath(target: Target | undefined): boolean {
  const release = target?.family === 'containerd' ? target.release : undefined;
  return release !== undefined && !before(release, [2, 2, 0]) && before(release, [2, 2, 2]);
}

/** The newest config version that the release knows (engines.md A.2). */
export function newestVersion(release: Release): number {
  if (before(release, [2, 0, 0])) return 2;
  return before(release, [2, 3, 0]) ? 3 : NEWEST_VERSION;
}
