// buildkitd.toml as far as registries are concerned. What else is in it is not checked.

/** `buildkitd.toml`: where images are pulled from. */
export interface BuildkitdConfig {
  /** Settings by host and port, of registries and of mirrors. Names must be quoted in headers. */
  readonly registry?: BuildkitdRegistries;
}

/** Settings by host and port. */
export interface BuildkitdRegistries {
  readonly [host: string]: BuildkitdRegistry;
}

/** One host. All but `mirrors` is about this host itself, not about its mirrors. */
export interface BuildkitdRegistry {
  /** Hosts with an optional path, such as `m.example/proxy`; without scheme and without `/v2`. */
  readonly mirrors?: readonly string[];
  /** Plain HTTP. For a mirror, write it in the mirror's own table. */
  readonly http?: boolean;
  /** Accept any TLS certificate. For a mirror, write it in the mirror's own table. */
  readonly insecure?: boolean;
  /** Certificate authority files, PEM. */
  readonly ca?: readonly string[];
  /** `[[registry."…".keypair]]`: client certificates. */
  readonly keypair?: readonly BuildkitdKeyPair[];
  /** Folders with `*.crt`, `*.cert` and `*.key` files. */
  readonly tlsconfigdir?: readonly string[];
}

/** PEM files. */
export interface BuildkitdKeyPair {
  readonly key?: string;
  readonly cert?: string;
}
