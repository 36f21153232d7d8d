// The four kinds of file that mirrors are written into.

/**
 * What a file is.
 *
 * - `containerd`: containerd's `config.toml`, versions 1 to 4
 * - `hosts`: `certs.d/REGISTRY/hosts.toml`
 * - `registries`: `registries.conf` of Podman, CRI-O, Buildah and skopeo, and its drop-ins
 * - `buildkitd`: `buildkitd.toml`
 */
export type Format = 'containerd' | 'hosts' | 'registries' | 'buildkitd';
