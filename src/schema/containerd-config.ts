// containerd's config.toml as far as registries are concerned. What else is in it is not checked.

/** containerd's `config.toml`, versions 1 to 4: where images are pulled from. */
export interface ContainerdConfig {
  /**
   * The version of this file; missing means 1. Which table mirrors go into depends on it. Write 2
   * for containerd 1.x, 2 or 3 for 2.0 to 2.2, up to 4 from 2.3 on.
   *
   * @minimum 0
   * @maximum 4
   */
  readonly version?: number;
  /** Files that are read after this one, and merged into it. */
  readonly imports?: readonly string[];
  /** From version 2 on with their whole names, such as `io.containerd.grpc.v1.cri`. */
  readonly disabled_plugins?: readonly string[];
  /** From version 2 on with their whole names, such as `io.containerd.grpc.v1.cri`. */
  readonly required_plugins?: readonly string[];
  readonly plugins?: ContainerdPlugins;
}

/** Settings by plugin. Their names have dots in them and must be quoted in headers. */
export interface ContainerdPlugins {
  /** The place in a file of version 1, which containerd 2.0 to 2.2 pass over. */
  readonly cri?: CriPlugin;
  /** The place in a file of version 2. */
  readonly 'io.containerd.grpc.v1.cri'?: CriPlugin;
  /** The place in a file of version 3 or 4. */
  readonly 'io.containerd.cri.v1.images'?: CriPlugin;
  readonly [name: string]: object | undefined;
}

/** The plugin that pulls images for Kubernetes. */
export interface CriPlugin {
  readonly registry?: CriRegistry;
}

/** How registries are reached: either by the hosts.toml files of `config_path` or by `mirrors`. */
export interface CriRegistry {
  /**
   * The folder with a folder for each registry, such as `/etc/containerd/certs.d`. Beside
   * `mirrors` it keeps the plugin from loading. Name one folder only: from 2.1 on several, with
   * `:` between them, are not found.
   */
  readonly config_path?: string;
  /** Mirrors by registry: `docker.io`, `10.0.0.1:5000`, or `*` for those without an entry. */
  readonly mirrors?: CriMirrors;
  /** Settings by host and port of an endpoint. */
  readonly configs?: CriConfigs;
  /** Deprecated: use `configs`. */
  readonly auths?: CriAuths;
  /** HTTP headers sent to every registry. */
  readonly headers?: CriHeaders;
}

/** Names have dots in them and must be quoted in headers. */
export interface CriMirrors {
  readonly [registry: string]: CriMirror;
}

/** One registry. */
export interface CriMirror {
  /**
   * URLs, tried in this order before the registry itself. A path is used as it stands: write
   * `https://m.example/v2/proxy` for a proxy below a path, and no slash at the end.
   */
  readonly endpoint?: readonly string[];
}

/** Names have dots in them and must be quoted in headers. */
export interface CriConfigs {
  readonly [host: string]: CriHostConfig;
}

/** One host of an endpoint. */
export interface CriHostConfig {
  readonly auth?: CriAuth;
  /** Read by containerd 1.x only, and not beside `config_path`. */
  readonly tls?: CriTls;
}

/** Credentials. */
export interface CriAuth {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: string;
  readonly identitytoken?: string;
}

/** Certificates of an endpoint. */
export interface CriTls {
  readonly insecure_skip_verify?: boolean;
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
}

/** Deprecated. */
export interface CriAuths {
  readonly [url: string]: CriAuth;
}

/** Each header has a list of values. */
export interface CriHeaders {
  readonly [name: string]: readonly string[];
}
