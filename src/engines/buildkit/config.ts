// How BuildKit reads buildkitd.toml (engines.md D).

import { joinPath } from '../../go/path.ts';
import type { ParserName } from '../dialect.ts';
import type { FileSystem } from '../filesystem.ts';
import { fatal, type Stop } from '../outcome.ts';
import {
  type Data,
  field,
  type KeyRule,
  mapEntries,
  type StringData,
  strings,
} from '../toml/data.ts';
import { readToml } from '../toml/read.ts';
import { fields, mismatch, type Shape } from '../toml/shape.ts';

export const BUILDKIT_FILE = '/etc/buildkit/buildkitd.toml';

/** What a rootless BuildKit reads in its place. */
export function userBuildkitFile(home: string): string {
  return joinPath(home, '.config/buildkit/buildkitd.toml');
}

/** The settings of one host: those of a mirror count for the mirror. */
export interface RegistryEntry {
  readonly mirrors: readonly StringData[];
  /** `undefined`: plain HTTP for the local host, HTTPS otherwise. */
  readonly http: boolean | undefined;
  readonly insecure: boolean;
  readonly authorities: readonly StringData[];
  /** Certificate and key of each pair. */
  readonly keyPairs: readonly (readonly [certificate: Data | undefined, key: Data | undefined])[];
  readonly tlsFolders: readonly StringData[];
  readonly data: Data;
}

export interface BuildkitConfig {
  readonly registries: ReadonlyMap<string, RegistryEntry>;
}

const STRINGS: Shape = { list: 'string' };
const SHAPE: Shape = {
  struct: {
    registry: {
      map: {
        struct: {
          ...fields(STRINGS, 'mirrors ca tlsconfigdir'),
          ...fields('boolean', 'http insecure'),
          keypair: { list: { struct: fields('string', 'key cert') } },
        },
      },
    },
    ...fields('boolean', 'debug trace'),
    root: 'string',
    'insecure-entitlements': STRINGS,
    grpc: { struct: { address: STRINGS, debugAddress: 'string', ...fields('integer', 'uid gid') } },
    dns: { struct: fields(STRINGS, 'nameservers options searchDomains') },
  },
};

/** A missing file is fine. */
export function loadBuildkitConfig(fs: FileSystem, parser: ParserName): BuildkitConfig | Stop {
  if (fs.stat(BUILDKIT_FILE) === 'missing') return { registries: new Map() };
  const text = fs.read(BUILDKIT_FILE);
  if (text === undefined) return fatal(`${BUILDKIT_FILE} can't be read`);
  const read = readToml(text, BUILDKIT_FILE, parser);
  if ('message' in read) {
    return fatal(`the file is not loaded: ${read.message}`, {
      path: BUILDKIT_FILE,
      offset: read.offset,
    });
  }
  const rule = keyRule(parser);
  const wrong = mismatch(read.root, SHAPE, rule);
  if (wrong) return fatal(wrong.message, wrong.origin);
  const registries = new Map<string, RegistryEntry>();
  for (const [host, data] of mapEntries(field(read.root, 'registry', rule))) {
    registries.set(host, readEntry(data, rule));
  }
  return { registries };
}

function keyRule(parser: ParserName): KeyRule {
  if (parser === 'go-toml 1.9') return 'exact-or-capitals';
  return parser === 'go-toml 2.0' ? 'any-case-last' : 'any-case';
}

function readEntry(data: Data, rule: KeyRule): RegistryEntry {
  const http = field(data, 'http', rule);
  const insecure = field(data, 'insecure', rule);
  const pairs = field(data, 'keypair', rule);
  return {
    mirrors: strings(field(data, 'mirrors', rule)),
    http: http?.kind === 'boolean' ? http.value : undefined,
    insecure: insecure?.kind === 'boolean' && insecure.value,
    authorities: strings(field(data, 'ca', rule)),
    keyPairs: (pairs?.kind === 'list' ? pairs.items : []).map(
      (pair) => [field(pair, 'cert', rule), field(pair, 'key', rule)] as const,
    ),
    tlsFolders: strings(field(data, 'tlsconfigdir', rule)),
    data,
  };
}
