// The folder of hosts.toml that containerd takes for a registry (engines.md A.6, B.1).

import { joinPath } from '../../go/path.ts';
import type { FileSystem, Standing } from '../filesystem.ts';
import { pullFails, type Stop } from '../outcome.ts';
import type { RegistrySettings } from './registry.ts';

/** The first path that is there; `undefined` when none is, which is fine. */
export function hostsFolder(
  fs: FileSystem,
  settings: RegistrySettings,
  domain: string,
): string | undefined | Stop {
  for (const path of hostsRoots(settings).flatMap((root) => folderNames(root, domain))) {
    const standing: Standing = fs.stat(path);
    if (standing === 'missing') continue;
    if (standing === 'directory') return path;
    return pullFails(
      standing === 'file'
        ? `${path} is a file where containerd wants a folder, and every pull from ${domain} fails`
        : `${path} leads through a file, and every pull fails`,
      settings.configPathOrigin,
    );
  }
  return undefined;
}

/** `config_path` as roots: the transfer service does not split it (A.6). */
export function hostsRoots(settings: RegistrySettings): readonly string[] {
  const { configPath } = settings;
  if (configPath === '') return [];
  return settings.transferService ? [configPath] : configPath.split(':');
}

/** The names that a registry's folder may have below a root, best first. */
export function folderNames(root: string, domain: string): readonly string[] {
  const colon = domain.lastIndexOf(':');
  const underscored = colon > 0 ? [`${domain.slice(0, colon)}_${domain.slice(colon + 1)}_`] : [];
  return [...underscored, domain, '_default'].map((name) => joinPath(root, name));
}
