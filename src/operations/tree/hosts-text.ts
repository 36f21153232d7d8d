// A hosts.toml that makes containerd send the requests that an inline entry made it send
// (engines.md "Cross-format equivalence").
import type { MirrorEntry } from '../../formats/index.ts';
import type { Mirror } from '../../model/mirror.ts';
import { before, type Target } from '../../model/target.ts';
import { addMirrors } from '../add-mirrors.ts';

/** A mirror with where its requests go. */
type Reached = Pick<MirrorEntry, 'mirror' | 'endpoint'>;

/**
 * An entry that names the registry's own host does not get the upstream appended (engines.md A.5);
 * in a hosts.toml only `server` says what comes last, so the last endpoint becomes the server.
 */
export function hostsText(
  registry: string,
  endpoints: readonly Reached[],
  target: Target | undefined,
): string {
  const closed = endpoints.some(({ endpoint }) => endpoint?.host === registry);
  const server = closed ? endpoints.at(-1) : undefined;
  const others = endpoints.filter((each) => each !== server);
  const start = server ? serverText(server) : '';
  const alone = others.length === 0 && server !== undefined && needsHost(target);
  const mirrors = (alone ? [server] : others).map(({ mirror }) => mirror);
  if (mirrors.length === 0) {
    return start === '' ? '# No mirrors: pulls go to the registry itself.\n' : start;
  }
  const own = target ? { target: target.text } : {};
  const options = { format: 'hosts', registry, ...own } as const;
  return addMirrors(start, { [registry]: mirrors }, options).text;
}

/** Before 1.7.32, 2.0 aside, a file without a host is thrown away (engines.md B.3). */
function needsHost(target: Target | undefined): boolean {
  return target?.release !== undefined && before(target.release, [1, 7, 32]);
}

function serverText({ endpoint, mirror }: Reached): string {
  const root = endpoint?.root ?? '/v2';
  const lines = [
    `server = "${endpoint?.scheme}://${endpoint?.host}${root === '/v2' ? '' : root}"`,
    ...(root === '/v2' ? [] : ['override_path = true']),
    ...tlsLines(mirror),
  ];
  return `${lines.join('\n')}\n`;
}

function tlsLines({ skipVerify, ca, client }: Mirror): readonly string[] {
  return [
    ...(skipVerify ? ['skip_verify = true'] : []),
    ...(ca === undefined ? [] : [`ca = ${JSON.stringify(ca)}`]),
    ...(client === undefined ? [] : [`client = ${JSON.stringify(client)}`]),
  ];
}
