// Since which releases containerd has each behaviour that decides over mirrors (engines.md A, B, F).

import { since } from '../../model/since.ts';
import type { Release } from '../../model/target.ts';
import type { ParserName } from '../dialect.ts';

/**
 * A behaviour and the first releases with it, one per branch.
 */
const CHANGES = {
  /** go-toml 2, deep merges, config version 3, migration of old sections (A.2, A.8). */
  generation2: ['2.0'],
  /** A config version that the release does not know is refused (A.2). */
  refusesNewVersions: ['1.6.32', '1.7.17'],
  /** A file in which a value is missing is refused: before, the parser crashed (A.11). */
  refusesMissingValues: ['1.7'],
  /** Images may name a registry by its IPv6 address. */
  addressedRegistries: ['1.7'],
  /** Plugin names must begin with `io.containerd.` (A.3). */
  pluginPrefix: ['1.7'],
  /** A relative import with a `*` starts at the importing file (A.8). */
  relativeGlobs: ['1.6.29', '1.7.16'],
  /** Each file is migrated by itself, and so is one without version (A.2, A.8). */
  migratesEachFile: ['2.3'],
  /** A drop-in may have a higher version than the main file again (A.8). */
  newerDropIns: ['2.4'],
  /** Pulls go through the transfer service (A.6). */
  transferService: ['2.1'],
  /** The registry settings begin with two roots as `config_path` (A.6). */
  builtInConfigPath: ['2.2'],
  /** The two roots are filled in only where neither `config_path` nor mirrors are set (A.6). */
  lateConfigPath: ['2.2.2'],
  /** hosts.toml: the capability `referrers` (B.5). */
  referrers: ['2.2'],
  /** hosts.toml: `dial_timeout` (B.5). */
  dialTimeout: ['2.0.7', '2.1'],
  /** hosts.toml: `dial_timeout` does not count as a TLS setting any more (B.5). */
  dialTimeoutIsNoTls: ['2.1'],
  /** hosts.toml without a host table is no error (B.3). */
  serverOnly: ['1.7.32', '2.0'],
  /** An http host with TLS settings is asked over HTTPS first (B.6). */
  httpsFirst: ['1.6.25', '1.7.7'],
  /** …but not on port 80, and local registries choose by their port (B.6). */
  httpsFirstByPort: ['1.6.25', '1.7.8'],
  /** …and also without a port (B.6). */
  httpsFirstWithoutPort: ['1.7.24', '2.0'],
  /** A local registry without configuration is plain HTTP (B.6). */
  localUpstream: ['1.6.9'],
  /** `cni.bin_dirs`, beside which `cni.bin_dir` may not be set. */
  binDirs: ['2.1'],
  /** `image_pull_progress_timeout` is checked (A.6). */
  pullTimeout: ['1.7'],
} as const;

export type Behaviour = keyof typeof CHANGES;

/** What a release does. */
export interface ContainerdRules {
  readonly release: Release | undefined;
  readonly parser: ParserName;
  readonly has: (behaviour: Behaviour) => boolean;
  /** The highest config version it takes. */
  readonly newestVersion: number;
}

export function containerdRules(release: Release | undefined, parser: ParserName): ContainerdRules {
  const has = (behaviour: Behaviour): boolean => since(release, ...CHANGES[behaviour]);
  return { release, parser, has, newestVersion: newestVersion(has) };
}

function newestVersion(has: (behaviour: Behaviour) => boolean): number {
  if (has('migratesEachFile')) return 4;
  if (has('generation2')) return 3;
  return has('refusesNewVersions') ? 2 : Number.MAX_SAFE_INTEGER;
}
