// hosts.toml, below containerd's certs.d.

/**
 * `hosts.toml` in a registry's folder: the hosts that containerd asks before the registry itself.
 * The settings at the top are those of `server`. A value of a wrong type makes containerd pass over
 * the whole file.
 */
export interface HostsFile extends HostSettings {
  /** The registry's own server, asked last; without it, the registry that the image names. */
  readonly server?: string;
  readonly host?: HostTables;
}

/** Hosts by URL, tried in the order of their headers: write `[host."https://m.example"]` for each. */
export interface HostTables {
  readonly [url: string]: HostSettings;
}

/** How a host is asked. */
export interface HostSettings {
  /**
   * What the host may be asked for: `pull`, `resolve`, `push`, and from containerd 2.2 on
   * `referrers`; missing or empty means all.
   *
   * @items.type string
   * @items.pattern ^([Pp][Uu][Ll][Ll]|[Rr][Ee][Ss][Oo][Ll][Vv][Ee]|[Pp][Uu][Ss][Hh]|[Rr][Ee][Ff][Ee][Rr][Rr][Ee][Rr][Ss])$
   */
  readonly capabilities?: readonly string[];
  /** Certificate authority files, PEM; relative to this file's folder. */
  readonly ca?: string | readonly string[];
  /** Client certificates: one PEM file with both parts, or pairs of certificate and key file. */
  readonly client?: string | readonly (string | readonly [certificate: string, key: string])[];
  /** Accept any TLS certificate. */
  readonly skip_verify?: boolean;
  /** HTTP headers sent to the host. */
  readonly header?: HostHeader;
  /** Use the path of the URL as it stands, without `/v2` behind it. */
  readonly override_path?: boolean;
  /**
   * How long to wait for a connection: a number with a unit, such as `5s`. From containerd 2.0.7
   * on.
   *
   * @pattern ^[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$
   */
  readonly dial_timeout?: string;
}

/** A header has one value or several. */
export interface HostHeader {
  readonly [name: string]: string | readonly string[];
}
