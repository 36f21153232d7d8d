// `configs."host".tls`: the TLS settings of an endpoint, which containerd 1.x reads and 2.0
// removed (engines.md A.7).
import type { Mirror } from '../../model/mirror.ts';
import { before } from '../../model/target.ts';
import { isTable, type Node, nodeAt, nodeData, type TomlTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';

type TlsPart = Pick<Mirror, 'skipVerify' | 'ca' | 'client'>;

/** Whether the target is a containerd that reads `tls`; `undefined` when nobody said. */
export function readsTls(file: OpenFile): boolean | undefined {
  const { target } = file;
  if (target?.family !== 'containerd' || !target.release) return undefined;
  return before(target.release, [2, 0, 0]);
}

/** The key of an endpoint in `configs`: its URL's host and port as written (engines.md A.7). */
export function configsKey(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/.*$/, '');
}

export function hasTls(mirror: Mirror): boolean {
  return mirror.skipVerify === true || mirror.ca !== undefined || mirror.client !== undefined;
}

/** What `configs` says of the endpoint, as a mirror says it. */
export function tlsOf(registry: Node | undefined, url: string, file: OpenFile): TlsPart {
  if (readsTls(file) === false) return {};
  const node = nodeAt(registry, ['configs', configsKey(url), 'tls']);
  const data = node && nodeData(node);
  if (!isTable(data)) return {};
  const text = (key: string): string | undefined => {
    const value = data[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const ca = text('ca_file');
  const certificate = text('cert_file');
  const key = text('key_file');
  return {
    ...(data['insecure_skip_verify'] === true ? { skipVerify: true } : {}),
    ...(ca === undefined ? {} : { ca: [ca] }),
    ...(certificate === undefined || key === undefined ? {} : { client: [[certificate, key]] }),
  };
}

/** The `tls` table that says what the mirror says. */
export function tlsTable(mirror: Mirror): TomlTable {
  const [ca] = typeof mirror.ca === 'string' ? [mirror.ca] : (mirror.ca ?? []);
  const [pair] = typeof mirror.client === 'string' ? [] : (mirror.client ?? []);
  return {
    ...(mirror.skipVerify === true ? { insecure_skip_verify: true } : {}),
    ...(ca === undefined ? {} : { ca_file: ca }),
    ...(Array.isArray(pair) ? { cert_file: pair[0] as string, key_file: pair[1] as string } : {}),
  };
}
