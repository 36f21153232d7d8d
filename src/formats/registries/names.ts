// Prefixes and locations as texts: what is wrong with them, and what they come down to without it.
import { imageText, readImage } from '../../go/reference.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import { isWildcard } from './prefixes.ts';

const SCHEME = /^\s*([a-z][a-z0-9+.-]*):\/\//i;
/** Other places than registries that images come from; `docker:` is a registry. */
const TRANSPORT =
  /^\s*(docker|oci|dir|docker-archive|oci-archive|docker-daemon|containers-storage|ostree):/i;
const CREDENTIALS = /^.*@(?!sha(?:256|384|512):)/s;
const HUB_ALIAS = new RegExp(
  `^(?:index\\.docker\\.io|${HUB_API_HOST.replaceAll('.', '\\.')})(?=/|$)`,
  'i',
);

/** The scheme of a URL, or the transport of an image, in lower case; `''` for none. */
export function schemeOf(text: string): string {
  return (SCHEME.exec(text)?.[1] ?? TRANSPORT.exec(text)?.[1] ?? '').toLowerCase();
}

export function withoutScheme(text: string): string {
  return SCHEME.test(text) ? text.replace(SCHEME, '') : text.replace(TRANSPORT, '');
}

/** Whether the text has a user's name or password in front of its host. */
export function hasCredentials(text: string): boolean {
  return CREDENTIALS.test(text);
}

/** The text without blanks around it, scheme, credentials and the slashes at its end. */
export function bareName(text: string): string {
  return withoutTrailingSlashes(withoutScheme(text.trim()).replace(CREDENTIALS, ''));
}

/** The prefix that was meant: bare, in lower case, Docker Hub by the one name that matches. */
export function meantPrefix(text: string): string {
  return withHubName(bareName(text).toLowerCase());
}

/** Whether the text names Docker Hub by another host than `docker.io`. */
export function isHubAlias(text: string): boolean {
  return HUB_ALIAS.test(bareName(text));
}

export function withHubName(text: string): string {
  return text.replace(HUB_ALIAS, 'docker.io');
}

/** Whether the name of an image can begin with the text: a host, and what is below it. */
export function beginsNames(text: string): boolean {
  const name = `${text}/probe/image`;
  const image = readImage(name, 'containers-image');
  return image !== undefined && imageText(image) === name;
}

/** Whether something is wrong with the text for which there is a rule by itself. */
export function hasStar(text: string): boolean {
  return text.includes('*');
}

/** A `*` anywhere but in front, where it is a wildcard. */
export function hasStrayStar(text: string): boolean {
  return hasStar(isWildcard(text) ? text.slice(1) : text);
}

/** Whether the text ends in a tag or digest: something behind `:` or `@`, below the host. */
export function hasTag(text: string): boolean {
  return /\/[^/]*[:@]/.test(text);
}

export function hostOf(text: string): string {
  return text.split('/')[0] ?? '';
}

/** What is below the host; `''` for a host alone. */
export function pathBelow(text: string): string {
  return text.slice(hostOf(text).length + 1);
}
