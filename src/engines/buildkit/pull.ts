// What BuildKit does to pull an image (engines.md D).

import { isLocalhost } from '../../go/net.ts';
import { joinPath } from '../../go/path.ts';
import { parseGoUrl } from '../../go/url.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import { since } from '../../model/since.ts';
import type { Target } from '../../model/target.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import { resolverAttempts } from '../attempts.ts';
import type { Candidate, Skipped } from '../candidate.ts';
import { parserOf } from '../dialect.ts';
import type { EnginePull } from '../engine-pull.ts';
import type { FileSystem } from '../filesystem.ts';
import { lookalike } from '../lookalike.ts';
import { isStop, type Stop } from '../outcome.ts';
import type { ImageReference } from '../reference.ts';
import type { StringData } from '../toml/data.ts';
import { type BuildkitConfig, loadBuildkitConfig, type RegistryEntry } from './config.ts';
import { tlsFault } from './tls.ts';

export function buildkitPull(fs: FileSystem, image: ImageReference, target: Target): EnginePull {
  const config = loadBuildkitConfig(fs, parserOf(target));
  if (isStop(config)) return { image, stop: config, attempts: [], skipped: [] };
  const found = candidatesOf(fs, config, target, image.domain);
  const unused = otherKeys(config, image.domain);
  if (isStop(found)) return { image, stop: found, attempts: [], skipped: unused };
  const { attempts, skipped, stop } = resolverAttempts(fs, found, image);
  return { image, attempts, skipped: [...skipped, ...unused], ...(stop && { stop }) };
}

/** The mirrors of the registry's entry in order, then the registry. */
function candidatesOf(
  fs: FileSystem,
  config: BuildkitConfig,
  target: Target,
  domain: string,
): readonly Candidate[] | Stop {
  const entry = config.registries.get(domain);
  const candidates: Candidate[] = [];
  for (const mirror of entry?.mirrors ?? []) {
    const { host, path } = hostAndPath(mirror.value, target);
    const name = since(target.release, '0.13') ? host : mirror.value;
    const own = config.registries.get(name);
    const fault = own && tlsFault(fs, own);
    if (fault) return fault;
    const endpoint = { host, path: joinPath('/v2', path) };
    candidates.push(...withSchemes(endpoint, { name, own }, target, mirror));
  }
  const host = domain === 'docker.io' ? HUB_API_HOST : domain;
  const fault = entry && tlsFault(fs, entry);
  return (
    fault ?? [
      ...candidates,
      ...withSchemes({ host, path: '/v2' }, { name: host, own: entry }, target),
    ]
  );
}

/** A mirror is a host and, since 0.12, a path below `/v2`; the scheme of a URL is thrown away. */
function hostAndPath(mirror: string, target: Target): { host: string; path: string } {
  if (!since(target.release, '0.12')) return { host: mirror, path: '' };
  const url = parseGoUrl(mirror);
  const found = url && url.host !== '' ? url : parseGoUrl(`//${mirror}`);
  if (!found || found.host === '') return { host: mirror, path: '' };
  return { host: found.host, path: withoutTrailingSlashes(found.path) };
}

/**
 * The settings of a host's own entry decide how it is reached. Before 0.13 they are those for the
 * mirror as it is written, and it is that which is local or not.
 */
function withSchemes(
  endpoint: { readonly host: string; readonly path: string },
  { name, own }: { readonly name: string; readonly own: RegistryEntry | undefined },
  target: Target,
  mirror?: StringData,
): readonly Candidate[] {
  const plain = own?.http ?? isLocal(name);
  const insecure = own?.insecure === true;
  const candidate = (scheme: string, fallsBack: boolean): Candidate => ({
    endpoint: { ...endpoint, scheme },
    pulls: true,
    resolves: true,
    fallsBack,
    entry: mirror?.value ?? endpoint.host,
    ...(mirror && { origin: mirror.origin }),
  });
  if (!plain) return [candidate('https', false)];
  if (!insecure) return [candidate('http', false)];
  if (since(target.release, '0.13')) return [candidate('https', true)];
  return [candidate('http', false), candidate('https', false)];
}

function isLocal(host: string): boolean {
  return host === '::1' || host === '[::1]' || isLocalhost(host);
}

/** Mirrors that look as if they were meant for the registry, and are for another name. */
function otherKeys(config: BuildkitConfig, domain: string): readonly Skipped[] {
  return [...config.registries].flatMap(([key, entry]) => {
    const reason = key === domain ? undefined : meantFor(key, domain);
    if (reason === undefined) return [];
    return entry.mirrors.map(({ value, origin }) => ({ entry: value, reason, origin }));
  });
}

function meantFor(key: string, domain: string): string | undefined {
  const forAll = key === '*' || key === '_default';
  return forAll ? 'BuildKit has no entry for all registries' : lookalike(key, domain);
}
