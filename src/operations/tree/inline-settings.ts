// What containerd's inline settings make it do for each registry that they concern: the endpoints
// in order, and the TLS settings of each (engines.md A.4, A.5, A.7).

import type { Candidate } from '../../engines/candidate.ts';
import { keyRule } from '../../engines/containerd/imports.ts';
import { mirrorCandidates, mirrorOf } from '../../engines/containerd/mirrors.ts';
import { isStop } from '../../engines/outcome.ts';
import { readImage } from '../../engines/reference.ts';
import { manifestRequest } from '../../engines/requests.ts';
import { type Data, field, isTrue, mapEntries, stringField } from '../../engines/toml/data.ts';
import { joinPath } from '../../go/path.ts';
import { MirrorConfError } from '../../model/error.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import type { ContainerdTree } from './containerd-tree.ts';
import { probeImage } from './tried-first.ts';

/** TLS settings of one host; the paths are absolute. */
export interface InlineTls {
  readonly skipVerify: boolean;
  readonly ca: string | undefined;
  readonly client: readonly [certificate: string, key: string] | undefined;
}

export interface InlineEndpoint {
  /** As the request has it. */
  readonly scheme: string;
  readonly host: string;
  /** Path of the API. */
  readonly path: string;
  /** Only where a request uses it: not for plain HTTP. */
  readonly tls: InlineTls | undefined;
}

/** One registry, `*` for all that have no entry. */
export interface InlineRegistry {
  readonly registry: string;
  readonly endpoints: readonly InlineEndpoint[];
  /** What comes after the endpoints; `undefined` where one of them is the registry itself. */
  readonly upstream: InlineEndpoint | undefined;
  /** Endpoints to which no request ever leaves, as the files have them. */
  readonly dead: readonly Candidate[];
}

/** The registries that the settings concern, in the order of the files. */
export function inlineRegistries({ settings, rules }: ContainerdTree): readonly string[] {
  const withTls = [...settings.configs]
    .filter(([, config]) => field(config, 'tls', keyRule(rules)) !== undefined)
    .flatMap(([host]) => (host === HUB_API_HOST ? ['docker.io', host] : [host]));
  return [...new Set([...settings.mirrors.keys(), ...withTls])].filter(isRegistry);
}

/** Whether an image can name the registry: what none names is never looked up (A.4). */
export function isRegistry(name: string): boolean {
  return name === '*' || readImage(probeImage(name), 'distribution')?.domain === name;
}

/** Hosts of the endpoints for all registries: images of theirs get other requests (A.5). */
export function starHosts(there: ContainerdTree): readonly string[] {
  const star = there.settings.mirrors.get('*');
  if (!star) return [];
  const { endpoints } = inlineRegistry(there, '*');
  const hosts = endpoints.map(({ host }) => host);
  return [...new Set(hosts)].filter(
    (host) => isRegistry(host) && !there.settings.mirrors.has(host),
  );
}

/** Throws `tree/unmovable` for a registry whose pulls all fail today. */
export function inlineRegistry(there: ContainerdTree, registry: string): InlineRegistry {
  const { fs, settings, rules } = there;
  const image = readImage(`${probeImage(registry)}:1`, 'distribution');
  const candidates = mirrorCandidates(fs, settings, rules, image?.domain ?? registry);
  if (isStop(candidates)) {
    throw new MirrorConfError(
      'tree/unmovable',
      `The mirrors of "${registry}" cannot be moved, as its pulls fail today: ${candidates.message}. Mend that first.`,
    );
  }
  const live = candidates.filter(
    ({ endpoint }) => image && !('reason' in manifestRequest(endpoint, image)),
  );
  const upstream = live.find(({ origin }) => origin === undefined);
  return {
    registry,
    endpoints: live.filter((each) => each !== upstream).map((each) => endpointOf(there, each)),
    upstream: upstream && endpointOf(there, upstream),
    dead: candidates.filter((each) => !live.includes(each)),
  };
}

/** Whether the entry for all registries would be read where the registry has none of its own. */
export function hasStar({ settings }: ContainerdTree): boolean {
  return mirrorOf(settings, '*') !== undefined;
}

function endpointOf(there: ContainerdTree, { endpoint }: Candidate): InlineEndpoint {
  const config = there.settings.configs.get(endpoint.host);
  const tls = endpoint.scheme === 'https' ? tlsOf(there, config) : undefined;
  return { ...endpoint, path: joinPath('/', endpoint.path), tls };
}

function tlsOf({ rules }: ContainerdTree, config: Data | undefined): InlineTls | undefined {
  const rule = keyRule(rules);
  const tls = field(config, 'tls', rule);
  if (mapEntries(tls).size === 0) return undefined;
  const path = (name: string): string | undefined => {
    const value = stringField(tls, name, rule)?.value ?? '';
    // The daemon starts at the root; in a hosts.toml a path starts at the file (B.5).
    return value === '' ? undefined : joinPath('/', value);
  };
  const certificate = path('cert_file');
  const key = path('key_file');
  const result: InlineTls = {
    skipVerify: isTrue(field(tls, 'insecure_skip_verify', rule)),
    ca: path('ca_file'),
    client: certificate !== undefined && key !== undefined ? [certificate, key] : undefined,
  };
  const says = result.skipVerify || result.ca !== undefined || result.client !== undefined;
  return says ? result : undefined;
}
