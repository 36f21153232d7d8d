// registries.conf of Podman, CRI-O, Buildah and skopeo, and its drop-ins.

/** `registries.conf` and the files of `registries.conf.d`: where images are pulled from. */
export interface RegistriesConf {
  /**
   * Where images without a registry in their names are looked for: hosts, without scheme and path.
   *
   * @items.type string
   * @items.pattern ^(?!https?:)[^/]+/*$
   */
  readonly 'unqualified-search-registries'?: readonly string[];
  /** What keeps credentials; `containers-auth.json` is the file of `podman login`. */
  readonly 'credential-helpers'?: readonly string[];
  /** What to do with an image name without registry that is ambiguous. */
  readonly 'short-name-mode'?: 'enforcing' | 'permissive' | 'disabled' | '';
  readonly 'additional-layer-store-auth-helper'?: string;
  /** Full names by short name; an empty one takes an alias of another file away. */
  readonly aliases?: RegistryAliases;
  /** `[[registry]]`: one entry for each registry, or part of one. */
  readonly registry?: readonly RegistryEntry[];
  /** The format of version 1, which knows no mirrors. Not in one file with anything above. */
  readonly registries?: RegistriesVersion1;
}

/** Full names by short name. */
export interface RegistryAliases {
  readonly [name: string]: string;
}

/** Images whose names begin with `prefix` are pulled from the mirrors, then from `location`. */
export interface RegistryEntry {
  /**
   * Which images are meant: `docker.io`, `docker.io/library`, `*.example.com`; missing means
   * `location`. Without scheme and tag.
   *
   * @pattern ^(?!https?://)
   */
  readonly prefix?: string;
  /**
   * Takes the place of the prefix in the image's name: a host, and what is below it. Without
   * scheme. Only beside a prefix with `*.` may it be missing.
   *
   * @pattern ^(?!https?://)
   */
  readonly location?: string;
  /** Without TLS, or with any certificate. Not handed on to mirrors. */
  readonly insecure?: boolean;
  /** Never pull from `location`. Mirrors are asked all the same. */
  readonly blocked?: boolean;
  /** Ask mirrors for digests only, not for tags. Not beside `pull-from-mirror`. */
  readonly 'mirror-by-digest-only'?: boolean;
  /** Belongs into a mirror; here every engine refuses it. */
  readonly 'pull-from-mirror'?: '';
  /** `[[registry.mirror]]`: tried in this order before `location`. */
  readonly mirror?: readonly RegistryMirror[];
}

/** A mirror of a registry. */
export interface RegistryMirror {
  /**
   * A host, and the path that takes the place of the prefix. Without scheme, without `/v2`.
   *
   * @pattern ^(?!https?://).
   */
  readonly location: string;
  /** Without TLS, or with any certificate. */
  readonly insecure?: boolean;
  /** What the mirror is asked for; missing means `all`. */
  readonly 'pull-from-mirror'?: 'all' | 'digest-only' | 'tag-only' | '';
}

/** Version 1. */
export interface RegistriesVersion1 {
  readonly search?: RegistriesList;
  readonly insecure?: RegistriesList;
  readonly block?: RegistriesList;
}

/** Hosts. */
export interface RegistriesList {
  readonly registries?: readonly string[];
}
