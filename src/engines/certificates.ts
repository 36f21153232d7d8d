// Certificate files that keep an engine from pulling at all (engines.md A.7, B.2, D). Looks for the PEM
// parts; whether a key fits its certificate is not checked.
import type { FileSystem } from './filesystem.ts';
import { pullFails, type Stop } from './outcome.ts';
import type { Origin } from './toml/data.ts';

/** A file of certificate authorities; `checked`: it must have at least one certificate. */
export function certificateFault(
  fs: FileSystem,
  path: string,
  origin: Origin,
  checked: boolean,
): Stop | undefined {
  const text = fs.read(path);
  if (text === undefined) return pullFails(`unable to read CA cert "${path}"`, origin);
  if (checked && !hasBlock(text, 'CERTIFICATE')) {
    return pullFails(`"${path}" has no certificate in it`, origin);
  }
  return undefined;
}

/** A client certificate and its key; an empty key path stands for the certificate's own file. */
export function keyPairFault(
  fs: FileSystem,
  certificate: string,
  key: string,
  origin: Origin,
): Stop | undefined {
  const keyPath = key === '' ? certificate : key;
  for (const [path, part] of [
    [certificate, 'CERTIFICATE'],
    [keyPath, '(?:[A-Z0-9 ]* )?PRIVATE KEY'],
  ] as const) {
    const text = fs.read(path);
    if (text === undefined) return pullFails(`unable to read "${path}"`, origin);
    if (!hasBlock(text, part))
      return pullFails(`"${path}" is no client certificate with key`, origin);
  }
  return undefined;
}

function hasBlock(text: string, label: string): boolean {
  const begin = new RegExp(`-----BEGIN (${label})-----[ \\t]*\\r?\\n`).exec(text);
  if (!begin) return false;
  const from = begin.index + begin[0].length;
  const end = text.indexOf(`-----END ${begin[1]}-----`, from);
  return end !== -1 && /^M[A-Za-z0-9+/=\s]+$/.test(text.slice(from, end));
}
