// How Go's net/url reads a URL, as far as engines depend on it: what it refuses, and where it finds
// scheme, host, path and query. It differs from a browser's reading in many hosts and escapes.

/** Host with its port as written; `path` decoded, `escapedPath` as it goes over the wire. */
export interface GoUrl {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly escapedPath: string;
  readonly query: string;
  /** What follows the scheme when no slash does, as in `mailto:x`; such a URL has no host. */
  readonly opaque: string;
}

type Mode = 'path' | 'host' | 'zone' | 'userinfo' | 'fragment' | 'query';

/** The URL, or `undefined` where Go's parser returns an error. */
export function parseGoUrl(raw: string): GoUrl | undefined {
  const hash = raw.indexOf('#');
  const text = hash === -1 ? raw : raw.slice(0, hash);
  if (hasControl(text)) return undefined;
  if (hash !== -1 && decodePart(raw.slice(hash + 1), 'fragment') === undefined) return undefined;
  const split = splitScheme(text);
  if (!split) return undefined;
  const { scheme } = split;
  const question = split.rest.indexOf('?');
  const query = question === -1 ? '' : split.rest.slice(question + 1);
  let rest = question === -1 ? split.rest : split.rest.slice(0, question);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { scheme, host: '', path: '', escapedPath: '', query, opaque: rest };
    if (/^[^/]*:/.test(rest)) return undefined;
  }
  let host = '';
  if ((scheme !== '' || !rest.startsWith('///')) && rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2);
    const authority = slash === -1 ? rest.slice(2) : rest.slice(2, slash);
    rest = slash === -1 ? '' : rest.slice(slash);
    const parsed = parseAuthority(authority);
    if (parsed === undefined) return undefined;
    host = parsed;
  }
  const path = decodePart(rest, 'path');
  if (path === undefined) return undefined;
  return { scheme, host, path, escapedPath: wirePath(rest, path), query, opaque: '' };
}

/** The first value of a query parameter, `null` when it is not there. */
export function queryValue(query: string, name: string): string | null {
  for (const part of query.split('&')) {
    if (part.includes(';')) continue;
    const equals = part.indexOf('=');
    const key = decodePart(equals === -1 ? part : part.slice(0, equals), 'query');
    if (key === name)
      return decodePart(equals === -1 ? '' : part.slice(equals + 1), 'query') ?? null;
  }
  return null;
}

/** As Go writes a value into a query. */
export function escapeQuery(text: string): string {
  return encode(text, (code) => !/[A-Za-z0-9_.~-]/.test(String.fromCharCode(code))).replace(
    /%20/g,
    '+',
  );
}

function splitScheme(text: string): { scheme: string; rest: string } | undefined {
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (/[A-Za-z]/.test(char)) continue;
    if (/[0-9+.-]/.test(char)) {
      if (at === 0) break;
      continue;
    }
    if (char !== ':') break;
    if (at === 0) return undefined;
    return { scheme: text.slice(0, at).toLowerCase(), rest: text.slice(at + 1) };
  }
  return { scheme: '', rest: text };
}

function parseAuthority(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  if (at !== -1) {
    const userinfo = authority.slice(0, at);
    if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) return undefined;
    if (decodePart(userinfo, 'userinfo') === undefined) return undefined;
  }
  return parseHost(authority.slice(at + 1));
}

function parseHost(host: string): string | undefined {
  if (!host.startsWith('[')) {
    const colon = host.lastIndexOf(':');
    if (colon !== -1 && !isPortSuffix(host.slice(colon))) return undefined;
    return decodePart(host, 'host');
  }
  const bracket = host.lastIndexOf(']');
  if (bracket === -1 || !isPortSuffix(host.slice(bracket + 1))) return undefined;
  const zone = host.slice(0, bracket).indexOf('%25');
  if (zone === -1) return decodePart(host, 'host');
  const parts = [
    decodePart(host.slice(0, zone), 'host'),
    decodePart(host.slice(zone, bracket), 'zone'),
    decodePart(host.slice(bracket), 'host'),
  ];
  return parts.includes(undefined) ? undefined : parts.join('');
}

function isPortSuffix(text: string): boolean {
  return text === '' || /^:[0-9]*$/.test(text);
}

function decodePart(text: string, mode: Mode): string | undefined {
  let bytes: number[] = [];
  let result = '';
  const flush = (): void => {
    if (bytes.length > 0) result += decodeUtf8(bytes);
    bytes = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '%') {
      const hex = text.slice(at + 1, at + 3);
      if (!/^[0-9A-Fa-f]{2}$/.test(hex)) return undefined;
      const code = Number.parseInt(hex, 16);
      if (mode === 'host' && code < 0x80 && hex !== '25') return undefined;
      if (mode === 'zone' && hex !== '25' && code !== 0x20 && isRefusedInHost(code))
        return undefined;
      bytes.push(code);
      at += 2;
      continue;
    }
    if ((mode === 'host' || mode === 'zone') && isRefusedInHost(char.charCodeAt(0)))
      return undefined;
    flush();
    result += mode === 'query' && char === '+' ? ' ' : char;
  }
  flush();
  return result;
}

function isRefusedInHost(code: number): boolean {
  if (code >= 0x80) return false;
  return !/[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/.test(String.fromCharCode(code));
}

/** Go sends the path as it was written when that is a valid encoding, else encodes it afresh. */
function wirePath(raw: string, path: string): string {
  const validAsWritten = [...raw].every((char) => /[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/%]/.test(char));
  if (validAsWritten) return raw;
  return encode(path, (code) => !/[A-Za-z0-9\-_.~$&+,/:;=@]/.test(String.fromCharCode(code)));
}

function encode(text: string, mustEscape: (code: number) => boolean): string {
  let result = '';
  for (const code of encodeUtf8(text)) {
    result +=
      code < 0x80 && !mustEscape(code)
        ? String.fromCharCode(code)
        : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function encodeUtf8(text: string): readonly number[] {
  const escaped = encodeURIComponent(text.toWellFormed());
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    if (escaped[at] === '%') {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      bytes.push(escaped.charCodeAt(at));
    }
  }
  return bytes;
}

function decodeUtf8(bytes: readonly number[]): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return '\ufffd';
  }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
