// The typed view of a file: what it says about mirrors, with the place of each thing.
import type { Mirror } from '../model/mirror.ts';
import type { TextRange } from '../text/edit.ts';

/** Something of the file and where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly range: TextRange;
}

/** A mirror as the file has it. */
export interface MirrorAst {
  readonly mirror: Mirror;
  readonly range: TextRange;
}

/** One registry's entry. */
export interface RegistryAst {
  readonly registry: string;
  readonly mirrors: readonly MirrorAst[];
  readonly range: TextRange;
}

/** containerd's `config.toml`. */
export interface ContainerdAst {
  readonly format: 'containerd';
  /** As the engine counts it: a missing one is 1. */
  readonly configVersion: number;
  readonly version: Located<number> | undefined;
  /** The names from the root to the table that owns `mirrors` in this version. */
  readonly registryPath: readonly string[];
  readonly configPath: Located<string> | undefined;
  readonly imports: Located<readonly string[]> | undefined;
  readonly registries: readonly RegistryAst[];
}

/** `certs.d/REGISTRY/hosts.toml`. */
export interface HostsAst {
  readonly format: 'hosts';
  /** `undefined` when neither path nor caller says whose file it is. */
  readonly registry: string | undefined;
  readonly server: Located<string> | undefined;
  readonly registries: readonly RegistryAst[];
}

/** `registries.conf` and its drop-ins. */
export interface RegistriesAst {
  readonly format: 'registries';
  readonly unqualifiedSearchRegistries: Located<readonly string[]> | undefined;
  readonly registries: readonly RegistryAst[];
}

/** `buildkitd.toml`. */
export interface BuildkitdAst {
  readonly format: 'buildkitd';
  readonly registries: readonly RegistryAst[];
}

/** The typed view of a file; every range is in UTF-16 code units of its text. */
export type ConfigAst = ContainerdAst | HostsAst | RegistriesAst | BuildkitdAst;
