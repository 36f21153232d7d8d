// What containerd's inline settings make it do for each registry that they concern: the endpoints
// in order, and the TLS settings of each (engines.md A.4, A.5, A.7).

import type { Candidate } from '../../engines/candidate.ts';
import { certificateFault, keyPairFault } from '../../engines/certificates.ts';
import { hostsRoots } from '../../engines/containerd/hosts-dir.ts';
import { keyRule } from '../../engines/containerd/imports.ts';
import { mirrorCandidates } from '../../engines/containerd/mirrors.ts';
import type { RegistrySettings } from '../../engines/containerd/registry.ts';
import { isStop } from '../../engines/outcome.ts';
import { readImage } from '../../engines/reference.ts';
import { manifestRequest } from '../../engines/requests.ts';
import { type Data, field, isTrue, mapEntries, stringField } from '../../engines/toml/data.ts';
import { registryOfPath } from '../../formats/hosts/folder.ts';
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
  /** The upstream is what containerd takes by itself when it reads hosts.toml files. */
  readonly upstreamIsDefault: boolean;
  /** Endpoints to which no request ever leaves, as the files have them. */
  readonly dead: readonly Candidate[];
}

/** The registries that the settings concern, in the order of the files. */
export function inlineRegistries(there: ContainerdTree): readonly string[] {
  const withTls = movableTls(there).flatMap((host) =>
    host === HUB_API_HOST ? ['docker.io', host] : [host],
  );
  return [...new Set([...there.settings.mirrors.keys(), ...withTls])].filter(isRegistry);
}

/**
 * The hosts whose `tls` is moved. containerd 2 passes over it (A.7), so that it stays where moving it
 * would do harm: where it names files that are not there, and where hosts.toml files are in use.
 */
export function movableTls(there: ContainerdTree): readonly string[] {
  const { settings, rules, fs } = there;
  const inUse = hostsRoots(settings).some((root) => fs.stat(root) === 'directory');
  if (rules.has('generation2') && (settings.configPathOrigin || inUse)) return [];
  return [...settings.configs].flatMap(([host, config]) => {
    const tls = field(config, 'tls', keyRule(rules));
    if (!tls) return [];
    const { ca, client } = tlsOf(there, config) ?? {};
    const fault =
      (ca === undefined ? undefined : certificateFault(fs, ca, tls.origin, true)) ??
      (client && keyPairFault(fs, client[0], client[1], tls.origin));
    return fault && rules.has('generation2') ? [] : [host];
  });
}

/** Whether an image can name the registry: what none names is never looked up (A.4). */
export function isRegistry(name: string): boolean {
  return name === '*' || readImage(probeImage(name), 'distribution')?.domain === name;
}

/**
 * Registries that the entry for all serves and `_default` may not: hosts of its own endpoints, whose
 * images get other requests (A.5), and those with a folder below the root, which hides it (B.1).
 */
export function starRegistries(there: ContainerdTree, root: string): readonly string[] {
  const { mirrors } = there.settings;
  if (!mirrors.has('*')) return [];
  const { endpoints, dead } = inlineRegistry(there, '*');
  const hosts = [...endpoints, ...dead.map(({ endpoint }) => endpoint)].map(({ host }) => host);
  const folders = there.fs
    .list(root)
    .flatMap((name) => registryOfPath(joinPath(root, name, 'hosts.toml')) ?? []);
  return [...new Set([...hosts, ...folders])].filter(
    (name) => isRegistry(name) && !mirrors.has(name),
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
  // The same request is not made twice in a row (A.5).
  const asked = live.filter((each, at) => !isSameEndpoint(each, live[at - 1]));
  return {
    registry,
    endpoints: asked.filter((each) => each !== upstream).map((each) => endpointOf(there, each)),
    upstream: upstream && endpointOf(there, upstream),
    upstreamIsDefault: upstream?.endpoint.scheme === 'https' || readsHosts(settings),
    dead: candidates.filter((each) => !live.includes(each)),
  };
}

function isSameEndpoint({ endpoint: a }: Candidate, other: Candidate | undefined): boolean {
  const b = other?.endpoint;
  return a.scheme === b?.scheme && a.host === b.host && a.path === b.path;
}

/** Without mirrors some releases read hosts.toml files already, from folders that are not there. */
function readsHosts({ configPath, transferService }: RegistrySettings): boolean {
  return configPath !== '' || transferService;
}

function endpointOf(there: ContainerdTree, { endpoint }: Candidate): InlineEndpoint {
  const { settings } = there;
  const config = movableTls(there).includes(endpoint.host)
    ? settings.configs.get(endpoint.host)
    : undefined;
  const uses = endpoint.scheme === 'https' || readsHosts(settings);
  const tls = uses ? tlsOf(there, config) : undefined;
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
