// The endpoints that containerd takes from `registry.mirrors` (engines.md A.4, A.5, A.7).

import { isLocalToContainerd } from '../../go/net.ts';
import { type GoUrl, parseGoUrl } from '../../go/url.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import type { Candidate } from '../candidate.ts';
import { certificateFault, keyPairFault } from '../certificates.ts';
import type { FileSystem } from '../filesystem.ts';
import { isStop, pullFails, type Stop } from '../outcome.ts';
import { field, type StringData } from '../toml/data.ts';
import { keyRule } from './imports.ts';
import { endpointsOf, type RegistrySettings } from './registry.ts';
import type { ContainerdRules } from './versions.ts';

/** The registry's own entry in `mirrors`, else that of `*`; the registry itself comes last. */
export function mirrorCandidates(
  fs: FileSystem,
  settings: RegistrySettings,
  rules: ContainerdRules,
  domain: string,
): readonly Candidate[] | Stop {
  const candidates: Candidate[] = [];
  let upstream = true;
  for (const item of endpointsOf(mirrorOf(settings, domain), rules)) {
    const url = endpointUrl(item.value);
    if (!url) {
      return pullFails(
        `"${item.value}" is no URL, and every pull from ${domain} fails`,
        item.origin,
      );
    }
    if (url.host === domain) upstream = false;
    candidates.push(candidate(url, item.value, item));
  }
  if (upstream) {
    const host = domain === 'docker.io' ? HUB_API_HOST : domain;
    const url = parseGoUrl(`${isLocalToContainerd(host) ? 'http' : 'https'}://${host}`);
    if (url) candidates.push(candidate(url, host));
  }
  for (const { endpoint } of candidates) {
    const fault = tlsFault(fs, settings, rules, endpoint.host);
    if (fault) return fault;
  }
  return candidates;
}

/** The entry for a registry: its own, which may be empty, hides the one for all. */
export function mirrorOf(
  settings: RegistrySettings,
  domain: string,
): ReturnType<RegistrySettings['mirrors']['get']> {
  return settings.mirrors.get(domain) ?? settings.mirrors.get('*');
}

function candidate(url: GoUrl, entry: string, item?: StringData): Candidate {
  const path = url.path === '' ? '/v2' : url.path;
  return {
    endpoint: { scheme: url.scheme, host: url.host, path },
    pulls: true,
    resolves: true,
    fallsBack: false,
    entry,
    ...(item && { origin: item.origin }),
  };
}

/** Here a missing scheme is http for the local host, unlike in hosts.toml. */
function endpointUrl(endpoint: string): GoUrl | undefined {
  if (endpoint.includes('://')) return parseGoUrl(endpoint);
  const host = parseGoUrl(`dummy://${endpoint}`)?.host;
  if (host === undefined) return undefined;
  return parseGoUrl(`${isLocalToContainerd(host) ? 'http' : 'https'}://${endpoint}`);
}

/** containerd 1 reads the files of `configs.*.tls` for each endpoint before the first request. */
function tlsFault(
  fs: FileSystem,
  settings: RegistrySettings,
  rules: ContainerdRules,
  host: string,
): Stop | undefined {
  if (rules.has('generation2')) return undefined;
  const rule = keyRule(rules);
  const tls = field(settings.configs.get(host), 'tls', rule);
  const [ca, cert, key] = ['ca_file', 'cert_file', 'key_file'].map((name) =>
    field(tls, name, rule),
  );
  const certPath = cert?.kind === 'string' ? cert.value : '';
  const keyPath = key?.kind === 'string' ? key.value : '';
  if ((certPath === '') !== (keyPath === '')) {
    return pullFails('`cert_file` and `key_file` come together or not at all', tls?.origin);
  }
  if (cert && certPath !== '') {
    const fault = keyPairFault(fs, certPath, keyPath, cert.origin);
    if (isStop(fault)) return fault;
  }
  if (ca?.kind !== 'string' || ca.value === '') return undefined;
  return certificateFault(fs, ca.value, ca.origin, false);
}
