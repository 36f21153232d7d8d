// Names of registries as image references spell them, and the spellings that mean another name.
import { MirrorConfError } from './error.ts';

/** A registry's name: its host with port, and the namespace below it where a format has one. */
export interface RegistryName {
  /** `docker.io`, `10.0.0.1:5000`, `[::1]:5000`, `*` or `*.example.com`. */
  readonly host: string;
  /** `library` in `docker.io/library`; empty for a whole registry. */
  readonly namespace: string;
}

/** The API host behind `docker.io`: what engines connect to for it (engines.md A.5, C.6). */
export const HUB_API_HOST = 'registry-1.docker.io';

const HUB_ALIASES: ReadonlySet<string> = new Set(['index.docker.io', HUB_API_HOST]);
/** Hosts of Docker Hub that image references can name; hardly any does, and few engines pull by them. */
const HUB_HOSTS: ReadonlySet<string> = new Set([
  'registry.hub.docker.com',
  'hub.docker.com',
  'docker.com',
  'www.docker.io',
  'www.docker.com',
]);
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?$`);
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAMESPACE = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);

/**
 * Reads a registry's name, lower-casing the host; `index.docker.io` and `registry-1.docker.io`
 * become `docker.io`, the only name that engines look Docker Hub up by (engines.md A.4, B.1, C.6).
 *
 * Throws `registry/has-scheme` for a URL, `registry/has-tag` for a tag or digest and
 * `registry/invalid` for anything that no image reference can name: a host of one label without a
 * port is a namespace of Docker Hub there, but for `localhost`. No message repeats credentials.
 */
export function parseRegistry(name: string): RegistryName {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) {
    const bare = name.replace(/^[^/]*\/\/(?:[^/@]*@)?/, '').replace(/\/.*$/, '');
    throw new MirrorConfError(
      'registry/has-scheme',
      `A registry is named as image references name it, without a scheme: write "${bare}".`,
    );
  }
  const said = /^[^/]*@/.test(name) ? 'A name with credentials' : `"${name}"`;
  const slash = name.indexOf('/');
  const host = (slash === -1 ? name : name.slice(0, slash)).toLowerCase();
  const namespace = slash === -1 ? '' : name.slice(slash + 1);
  if (/@|:[^/]*$/.test(namespace)) {
    throw new MirrorConfError(
      'registry/has-tag',
      `${said} has a tag or digest: engines look registries up without one. Leave it out.`,
    );
  }
  if (isHost(host) && !namesHost(host)) {
    throw new MirrorConfError(
      'registry/invalid',
      `"${name}" is no registry name: in image references it is a namespace of Docker Hub. Write the registry's domain, or its port too, as in "${host}:5000".`,
    );
  }
  const wildcard = host === '*' || (host.startsWith('*.') && isHost(host.slice(2)));
  if (!(wildcard || isHost(host)) || (slash !== -1 && !NAMESPACE.test(namespace))) {
    throw new MirrorConfError(
      'registry/invalid',
      `${said} is no registry name. Write a host such as "docker.io", "registry.k8s.io" or "10.0.0.1:5000".`,
    );
  }
  return { host: HUB_ALIASES.has(host) ? 'docker.io' : host, namespace };
}

/** The name that a host of Docker Hub is looked up by, whichever it is; any other host is itself. */
export function hubName(host: string): string {
  return HUB_ALIASES.has(host) || HUB_HOSTS.has(host) ? 'docker.io' : host;
}

/**
 * The name that the images of a registry are written with, where hardly any is written with the one
 * given: another host of Docker Hub, or the port of HTTPS.
 */
export function usualName(registry: string): string | undefined {
  const bare = registry.replace(/:443(?=\/|$)/, '');
  const usual = /^docker\.io:/.test(registry) ? 'docker.io' : hubName(bare);
  return usual === registry ? undefined : usual;
}

export function registryText(name: RegistryName): string {
  return name.namespace === '' ? name.host : `${name.host}/${name.namespace}`;
}

/** Whether the text is a host, with or without a port from 0 to 65535, in lower case. */
export function isHost(text: string): boolean {
  const port = /[^:\]]:([0-9]+)$|\]:([0-9]+)$/.exec(text);
  return HOST.test(text) && Number(port?.[1] ?? port?.[2] ?? 0) <= 65535;
}

/** Whether the first part of an image reference is a host, and no namespace of Docker Hub. */
export function namesHost(host: string): boolean {
  return host === 'localhost' || /[.:]/.test(host);
}

/** Whether the text is a repository path that every registry accepts: lower case, no empty part. */
export function isNamespace(text: string): boolean {
  return NAMESPACE.test(text);
}
