// A hosts.toml that makes containerd send the requests that inline settings made it send
// (engines.md "Cross-format equivalence").
import { MirrorConfError } from '../../model/error.ts';
import { stringText } from '../../toml/index.ts';
import type { InlineEndpoint, InlineRegistry, InlineTls } from './inline-settings.ts';

/** What the release that reads the file can and cannot do. */
export interface HostsReader {
  /** A file without a host table is thrown away (B.3). */
  readonly needsHost: boolean;
  /** A header with `]` inside makes the file be thrown away (B.6). */
  readonly bracketsInHeaders: boolean;
}

/**
 * The text; empty when the registry is asked as if there were no settings. Where an endpoint is the
 * registry itself, the last endpoint becomes the server: nothing else ends the list (A.5, B.3).
 */
export function hostsText(inline: InlineRegistry, reader: HostsReader): string {
  const { registry, upstream, endpoints } = inline;
  const server = upstream ?? endpoints.at(-1);
  const others = upstream ? endpoints : endpoints.slice(0, -1);
  // Without it containerd asks the registry by HTTPS, or decides for local ones by rules of its own.
  const named = server !== undefined && !(upstream && inline.upstreamIsDefault);
  const root = [
    ...(named ? [`server = ${quoted(urlOf(server))}`] : []),
    ...(named && server.path !== '/v2' ? ['override_path = true'] : []),
    ...(registry === '*' ? [] : tlsLines(server?.tls)),
  ];
  refuseRepeated(others, registry);
  const alone = others.length === 0 && root.length > 0 && reader.needsHost;
  const tables = (alone && server ? [server] : others).map((each) => tableText(each, reader));
  return [...(root.length > 0 ? [`${root.join('\n')}\n`] : []), ...tables].join('\n');
}

/** A host is a key, which a file has once; containerd asks an inline endpoint as often as it is listed. */
function refuseRepeated(endpoints: readonly InlineEndpoint[], registry: string): void {
  const urls = endpoints.map(urlOf);
  const repeated = urls.find((url, index) => urls.indexOf(url) !== index);
  if (repeated === undefined) return;
  throw new MirrorConfError(
    'tree/repeated-endpoint',
    `"${repeated}" is a mirror of "${registry}" more than once, and is asked as often; a hosts.toml can name it only once. Take all but the first out.`,
  );
}

function tableText(endpoint: InlineEndpoint, { bracketsInHeaders }: HostsReader): string {
  const url = urlOf(endpoint);
  if (url.includes(']') && !bracketsInHeaders) {
    throw new MirrorConfError(
      'hosts/ipv6-in-header',
      `containerd 1.x cannot read a hosts.toml header with "]" inside, not even in quotes. Give the mirror ${quoted(url)} a host name first.`,
    );
  }
  const lines = [
    'capabilities = ["pull", "resolve"]',
    ...tlsLines(endpoint.tls),
    ...(endpoint.path === '/v2' ? [] : ['override_path = true']),
  ];
  return `[host.${quoted(url)}]\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function urlOf({ scheme, host, path }: InlineEndpoint): string {
  return `${scheme}://${host}${path === '/v2' ? '' : path}`;
}

function tlsLines(tls: InlineTls | undefined): readonly string[] {
  if (!tls) return [];
  const { skipVerify, ca, client } = tls;
  return [
    ...(ca === undefined ? [] : [`ca = [${quoted(ca)}]`]),
    ...(client === undefined ? [] : [`client = [[${client.map(quoted).join(', ')}]]`]),
    ...(skipVerify ? ['skip_verify = true'] : []),
  ];
}

function quoted(text: string): string {
  return stringText(text, '"');
}
