// Certificate files that keep BuildKit from pulling from a registry (engines.md D).

import { joinPath } from '../../go/path.ts';
import { keyPairFault } from '../certificates.ts';
import type { FileSystem } from '../filesystem.ts';
import { pullFails, type Stop } from '../outcome.ts';
import type { Data, Origin } from '../toml/data.ts';
import type { RegistryEntry } from './config.ts';

/** The first file of a host's settings that can't be read, or is no key pair. */
export function tlsFault(fs: FileSystem, entry: RegistryEntry): Stop | undefined {
  const authorities = entry.authorities.map((item) => ({ path: item.value, origin: item.origin }));
  const pairs = entry.keyPairs.map(([certificate, key]) => ({
    certificate: textOf(certificate),
    key: textOf(key),
    origin: certificate?.origin ?? entry.data.origin,
  }));
  for (const folder of entry.tlsFolders) {
    const standing = fs.stat(folder.value);
    if (standing === 'file' || standing === 'unreachable')
      return unreadable(folder.value, folder.origin);
    for (const name of fs.list(folder.value)) {
      const path = joinPath(folder.value, name);
      if (name.endsWith('.crt')) authorities.push({ path, origin: folder.origin });
      if (!name.endsWith('.cert')) continue;
      const key = `${path.slice(0, -'.cert'.length)}.key`;
      pairs.push({ certificate: path, key, origin: folder.origin });
    }
  }
  for (const { path, origin } of authorities) {
    if (fs.read(path) === undefined) return unreadable(path, origin);
  }
  for (const { certificate, key, origin } of pairs) {
    // An empty path is a missing file here.
    if (key === '') return unreadable(key, origin);
    const fault = keyPairFault(fs, certificate, key, origin);
    if (fault) return fault;
  }
  return undefined;
}

function unreadable(path: string, origin: Origin): Stop {
  return pullFails(`failed to read "${path}", and every pull from this registry fails`, origin);
}

function textOf(value: Data | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}
