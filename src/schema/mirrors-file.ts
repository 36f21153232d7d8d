// The file that `--mirrors` reads: mirrors by registry, as JSON.

/** Mirrors by registry, tried in the order given: a URL, a mirror, or a list of these. */
export interface MirrorsFile {
  /** Where the schema of this file is, for editors. The command does not read it. */
  readonly $schema?: string;
  readonly [registry: string]: string | MirrorObject | readonly (string | MirrorObject)[];
}

/**
 * A mirror with more to say than its URL. What the format of the changed file cannot express is
 * refused.
 */
export interface MirrorObject {
  /**
   * Scheme, host, port and repository prefix: `https://m.example/proxy` is asked for
   * `/v2/proxy/library/alpine/…`, and `https://m.example/v2/proxy` says the same. With
   * `overridePath` the path is the API root itself.
   */
  readonly url: string;
  /** What the mirror may be asked for; missing means both. `["pull"]` serves digests only. */
  readonly capabilities?: readonly ('pull' | 'resolve')[];
  /** Accept any TLS certificate. */
  readonly skipVerify?: boolean;
  /** Certificate authority files, PEM. */
  readonly ca?: string | readonly string[];
  /** Client certificates: one PEM file with both parts, or pairs of certificate and key file. */
  readonly client?: string | readonly (string | readonly [certificate: string, key: string])[];
  /** HTTP headers sent to the mirror. */
  readonly header?: HeaderObject;
  /** Use the URL's path verbatim as the API root instead of as a repository prefix. */
  readonly overridePath?: boolean;
  /** A Go duration with unit, such as `5s`. */
  readonly dialTimeout?: string;
}

/** A header has one value or several. */
export interface HeaderObject {
  readonly [name: string]: string | readonly string[];
}
