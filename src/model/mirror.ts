// The one description of a mirror that serves every format.

/** What a mirror may be asked for: `pull` is content by digest, `resolve` is a tag's digest. */
export type Capability = 'pull' | 'resolve';

/**
 * A place to pull a registry's images from, tried before the upstream.
 *
 * A property that the file's format cannot express is refused with `not-expressible`.
 */
export interface Mirror {
  /**
   * Scheme, host, port and repository prefix: `https://m.example/proxy` is asked for
   * `/v2/proxy/library/alpine/…`, and `https://m.example/v2/proxy` says the same. With
   * `overridePath` the path is the API root itself.
   */
  readonly url: string;
  /** Missing means both. `['pull']` serves digests only. */
  readonly capabilities?: readonly Capability[];
  /** Accept any TLS certificate. */
  readonly skipVerify?: boolean;
  /** Certificate authority files, PEM. */
  readonly ca?: string | readonly string[];
  /** Client certificates: one PEM file with both parts, or pairs of certificate and key file. */
  readonly client?: string | readonly (string | readonly [certificate: string, key: string])[];
  /** HTTP headers sent to the mirror. */
  readonly header?: Readonly<Record<string, string | readonly string[]>>;
  /** Use the URL's path verbatim as the API root instead of as a repository prefix. */
  readonly overridePath?: boolean;
  /** A Go duration with unit, such as `5s`. */
  readonly dialTimeout?: string;
}

/**
 * Mirrors by registry, tried in the order given.
 *
 * `{ 'docker.io': 'https://hub.example.net' }` is all that the common case needs.
 */
export type MirrorMap = Readonly<Record<string, string | Mirror | readonly (string | Mirror)[]>>;
