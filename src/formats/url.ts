// How engines, which are Go programs, take a URL apart: what their parser refuses, and where it finds
// scheme, host and path. It is more lenient than a browser's.

/** Scheme in lower case; host with its port as written; path without escapes. */
export interface ReadUrl {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

const PARTS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)/i;
const REFUSED_IN_HOST = /[\s%^|\\{}`]/;
const HOST = /^(?:\[[^\]]*\]|[^[\]:]*)(?::[0-9]*)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Go's parser refuses just these
const CONTROL = /[\u0000-\u001f\u007f]/;

/** The parts of a URL; `undefined` where the engine's parser gives an error. */
export function readUrl(text: string): ReadUrl | undefined {
  const [, scheme = '', authority, rest = ''] = PARTS.exec(text) ?? [];
  if (CONTROL.test(text)) return undefined;
  if (scheme === '' && authority === undefined && /^[^/]*:/.test(rest)) return undefined;
  // Without slashes, what follows the scheme is no host, as in `mailto:a`.
  if (authority === undefined && scheme !== '' && !rest.startsWith('/')) {
    return { scheme: scheme.toLowerCase(), host: '', path: '' };
  }
  const host = (authority ?? '').replace(/^.*@/, '');
  if (REFUSED_IN_HOST.test(host) || !HOST.test(host)) return undefined;
  const path = unescaped(rest);
  return path === undefined ? undefined : { scheme: scheme.toLowerCase(), host, path };
}

/** The path without empty parts, `.` and `..`; always with a slash in front, never behind. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The URL as a person may see it. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([^/]*\/\/)?[^/]*@/, '$1');
}

function unescaped(path: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
