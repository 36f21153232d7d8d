// How Go's net package takes addresses apart, and what engines call the local host.

/** Host and port of `host:port`; `undefined` where Go's SplitHostPort returns an error. */
function splitHostPort(address: string): { host: string; port: string } | undefined {
  const colon = address.lastIndexOf(':');
  if (colon === -1) return undefined;
  let host: string;
  if (address.startsWith('[')) {
    const end = address.indexOf(']');
    if (end === -1 || end + 1 !== colon) return undefined;
    host = address.slice(1, end);
    if (/[[\]]/.test(host)) return undefined;
  } else {
    host = address.slice(0, colon);
    if (/[:[\]]/.test(host)) return undefined;
  }
  const port = address.slice(colon + 1);
  return /[[\]]/.test(port) ? undefined : { host, port };
}

/** The port of an address; `''` when it has none. */
export function portOf(address: string): string {
  return splitHostPort(address)?.port ?? '';
}

/** The address with a port, as attempts are listed: the scheme's own where none is written. */
export function withPort(host: string, scheme: 'http' | 'https'): string {
  const bare = host.endsWith(':') ? host.slice(0, -1) : host;
  return portOf(bare) === '' ? `${bare}:${scheme === 'https' ? 443 : 80}` : bare;
}

/** Whether an address can be dialled: no name has a star, a comma or, outside of brackets, a second colon. */
export function isDialable(address: string): boolean {
  return !/^[^[]*:.*:|[*,]/.test(address);
}

/** What containerd calls local: as BuildKit, but for `[::1]` without a port. */
export function isLocalToContainerd(address: string): boolean {
  return address !== '[::1]' && isLocalhost(address);
}

/** What BuildKit calls local: `localhost`, and the loopback addresses. */
export function isLocalhost(address: string): boolean {
  const host = splitHostPort(address)?.host ?? address;
  return host === 'localhost' || host === '[::1]' || isLoopback(host);
}

/** Whether the text is an IP address of this machine: 127.0.0.0/8 or ::1, in any spelling. */
function isLoopback(host: string): boolean {
  const four = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.(\d+)$/i.exec(host);
  if (four) {
    const parts = four.slice(1, 5);
    return parts[0] === '127' && parts.every((part) => isOctet(part));
  }
  if (!/^[0-9a-f:]+$/i.test(host) || host.split('::').length > 2) return false;
  const groups = host.split(':').filter((group) => group !== '');
  const compressed = host.includes('::');
  if (groups.some((group) => group.length > 4)) return false;
  if (compressed ? groups.length > 7 : groups.length !== 8) return false;
  if (groups.slice(0, -1).some((group) => Number.parseInt(group, 16) !== 0)) return false;
  return !host.endsWith('::') && Number.parseInt(groups.at(-1) ?? '0', 16) === 1;
}

function isOctet(part: string): boolean {
  return Number(part) <= 255 && (part === '0' || !part.startsWith('0'));
}
