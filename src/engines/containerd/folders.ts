// Folders of hosts.toml that seem to be meant for a registry and are not taken (engines.md A.6, B.1).

import { joinPath } from '../../go/path.ts';
import type { Skipped } from '../candidate.ts';
import type { FileSystem } from '../filesystem.ts';
import { lookalike } from '../lookalike.ts';
import { folderNames, hostsFolder, hostsRoots } from './hosts-dir.ts';
import { TWO_ROOTS } from './migrate.ts';
import type { RegistrySettings } from './registry.ts';

export function unusedFolders(
  fs: FileSystem,
  settings: RegistrySettings,
  domain: string,
): readonly Skipped[] {
  const taken = hostsFolder(fs, settings, domain);
  const written = settings.configPath === '' ? TWO_ROOTS : settings.configPath;
  const read = new Set(hostsRoots(settings));
  return written.split(':').flatMap((root) => {
    const candidates = folderNames(root, domain);
    const own = candidates
      .filter((path) => path !== taken)
      .flatMap((path) => unused(fs, path, reasonFor(root, read, taken, settings)));
    const others = fs
      .list(root)
      .filter((name) => !candidates.includes(joinPath(root, name)))
      .flatMap((name) => {
        const reason = lookalike(name, domain);
        return reason === undefined ? [] : unused(fs, joinPath(root, name), reason);
      });
    return [...own, ...others];
  });
}

function reasonFor(
  root: string,
  read: ReadonlySet<string>,
  taken: ReturnType<typeof hostsFolder>,
  settings: RegistrySettings,
): string {
  if (read.size === 0) return '`config_path` is not set, and no hosts.toml is read';
  if (!read.has(root)) {
    return `the transfer service takes "${settings.configPath}" as one folder, not as several`;
  }
  return typeof taken === 'string' ? `hidden by ${taken}` : 'another folder fails before it';
}

/** The folder's hosts.toml, or nothing when it has none. */
function unused(fs: FileSystem, folder: string, reason: string): readonly Skipped[] {
  const path = joinPath(folder, 'hosts.toml');
  return fs.stat(path) === 'file' ? [{ entry: path, reason, origin: { path, offset: 0 } }] : [];
}
