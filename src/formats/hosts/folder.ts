// The folder of a registry's hosts.toml: how containerd finds it, and whose it is (engines.md B.1).
import { isHost } from '../../model/registry.ts';

const DEFAULT_FOLDER = '_default';

/** The path of a registry's file; a port is written so that it can be a folder's name anywhere. */
export function hostsPath(registry: string): string {
  const folder = registry === '*' ? DEFAULT_FOLDER : registry.replace(/:([0-9]+)$/, '_$1_');
  return `certs.d/${folder}/hosts.toml`;
}

/**
 * The registry that containerd reads a path for; `undefined` where the folder's name is none. The
 * first part of an image reference is a host only if it has a dot or a port or is `localhost`.
 */
export function registryOfPath(path: string): string | undefined {
  const folder = /(?:^|[/\\])([^/\\]+)[/\\]hosts\.toml$/.exec(path)?.[1];
  if (folder === undefined || folder === 'certs.d') return undefined;
  if (folder === DEFAULT_FOLDER) return '*';
  const registry = folder.replace(/_([0-9]+)_$/, ':$1');
  const isName = isHost(registry.toLowerCase()) && /[.:]|^localhost$/.test(registry);
  return isName ? registry : undefined;
}
