// The endpoints that containerd takes from a registry's hosts.toml folder, and the registry's own
// where the file names no server (engines.md B.2, B.3, B.6).

import { isLocalToContainerd, portOf } from '../../go/net.ts';
import { joinPath } from '../../go/path.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import type { Candidate, Skipped } from '../candidate.ts';
import { certificateFault, keyPairFault } from '../certificates.ts';
import type { FileSystem } from '../filesystem.ts';
import { isStop, pullFails, type Stop } from '../outcome.ts';
import type { Origin } from '../toml/data.ts';
import type { HostSettings, KeyPair } from './host-settings.ts';
import { readHostsFile } from './hosts-file.ts';
import type { ContainerdRules } from './versions.ts';

export interface HostCandidates {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
}

/** The candidates of a folder; without one, the registry by itself. */
export function hostCandidates(
  fs: FileSystem,
  folder: string | undefined,
  rules: ContainerdRules,
  domain: string,
): HostCandidates | Stop {
  const loaded = loadFolder(fs, folder, rules);
  if (isStop(loaded)) return loaded;
  const hosts = [
    ...loaded.hosts.slice(0, -1),
    ...loaded.hosts.slice(-1).map((last) => orUpstream(last, domain, rules)),
  ];
  const candidates: Candidate[] = [];
  for (const host of hosts) {
    const fault = tlsFault(fs, host);
    if (fault) return fault;
    candidates.push(candidate(host, rules));
  }
  return { candidates, skipped: loaded.skipped };
}

interface Loaded {
  /** The server is the last; with no URL it stands for the registry itself. */
  readonly hosts: readonly HostSettings[];
  readonly skipped: readonly Skipped[];
}

function loadFolder(
  fs: FileSystem,
  folder: string | undefined,
  rules: ContainerdRules,
): Loaded | Stop {
  if (folder === undefined) return { hosts: [nothing(undefined)], skipped: [] };
  const path = joinPath(folder, 'hosts.toml');
  if (fs.stat(path) === 'directory') {
    return pullFails(`${path} is a folder, and every pull of its registry fails`);
  }
  const text = fs.read(path) ?? '';
  if (text === '') return { hosts: [dockerFiles(fs, folder)], skipped: [] };
  const file = readHostsFile(text, path, rules);
  if (isStop(file)) return file;
  if ('discarded' in file) {
    const reason = `the whole file has no effect: ${file.discarded}`;
    return {
      hosts: [dockerFiles(fs, folder)],
      skipped: [{ entry: path, reason, origin: file.origin }],
    };
  }
  return { hosts: [...file.hosts, file.server], skipped: file.unlisted };
}

/** Without a hosts.toml the folder's certificates count, as in Docker's layout (B.2). */
function dockerFiles(fs: FileSystem, folder: string): HostSettings {
  const names = fs.list(folder).filter((name) => isNoFolder(fs, joinPath(folder, name)));
  const authorities = names.filter((name) => name.endsWith('.crt'));
  const keyPairs = names
    .filter((name) => name.endsWith('.cert'))
    .map((name): KeyPair => {
      const key = joinPath(folder, `${name.slice(0, -'.cert'.length)}.key`);
      return [joinPath(folder, name), fs.stat(key) === 'missing' ? '' : key];
    });
  return {
    ...nothing({ path: joinPath(folder, authorities[0] ?? keyPairs[0]?.[0] ?? ''), offset: 0 }),
    authorities:
      authorities.length > 0 ? authorities.map((name) => joinPath(folder, name)) : undefined,
    keyPairs,
  };
}

/** A link counts, wherever it leads. */
function isNoFolder(fs: FileSystem, path: string): boolean {
  return fs.isLink(path) || fs.stat(path) === 'file';
}

function nothing(origin: Origin | undefined): HostSettings {
  return {
    url: '',
    endpoint: { scheme: '', host: '', path: '' },
    pulls: false,
    resolves: false,
    authorities: undefined,
    keyPairs: [],
    setsSkipVerify: false,
    setsDialTimeout: false,
    origin: origin ?? { path: '', offset: 0 },
  };
}

/** A server without a host stands for the registry itself, with all capabilities (B.3). */
function orUpstream(server: HostSettings, domain: string, rules: ContainerdRules): HostSettings {
  if (server.endpoint.host !== '') return server;
  const all = { url: '', pulls: true, resolves: true };
  const at = (
    scheme: string,
    host: string,
    setsSkipVerify = server.setsSkipVerify,
  ): HostSettings => ({
    ...server,
    ...all,
    endpoint: { scheme, host, path: '/v2' },
    setsSkipVerify,
  });
  if (domain === 'docker.io') return at('https', HUB_API_HOST);
  if (!isLocalToContainerd(domain) || !rules.has('localUpstream')) return at('https', domain);
  if (!rules.has('httpsFirstByPort')) return at('http', domain, true);
  const port = portOf(domain);
  const scheme = port === '' || port === '443' ? 'https' : 'http';
  return at(scheme, domain, port !== '80' || server.setsSkipVerify);
}

function tlsFault(fs: FileSystem, host: HostSettings): Stop | undefined {
  for (const path of host.authorities ?? []) {
    const fault = certificateFault(fs, path, host.origin, true);
    if (fault) return fault;
  }
  for (const [certificate, key] of host.keyPairs) {
    const fault = keyPairFault(fs, certificate, key, host.origin);
    if (fault) return fault;
  }
  return undefined;
}

function candidate(host: HostSettings, rules: ContainerdRules): Candidate {
  const { endpoint, pulls, resolves, url, origin, keptBack } = host;
  const fallsBack =
    endpoint.scheme === 'http' && setsTls(host, rules) && isAmbiguous(endpoint.host, rules);
  return {
    endpoint: fallsBack ? { ...endpoint, scheme: 'https' } : endpoint,
    pulls,
    resolves,
    fallsBack,
    ...(keptBack !== undefined && { keptBack }),
    entry: url === '' ? endpoint.host : url,
    ...(url !== '' && { origin }),
  };
}

function setsTls(host: HostSettings, rules: ContainerdRules): boolean {
  const timeoutCounts = host.setsDialTimeout && !rules.has('dialTimeoutIsNoTls');
  return (
    host.authorities !== undefined ||
    host.keyPairs.length > 0 ||
    host.setsSkipVerify ||
    timeoutCounts
  );
}

/** Whether an http address may be asked over HTTPS first (B.6). */
function isAmbiguous(host: string, rules: ContainerdRules): boolean {
  if (!rules.has('httpsFirst')) return false;
  if (!rules.has('httpsFirstByPort')) return true;
  const port = portOf(host);
  return port !== '80' && (port !== '' || rules.has('httpsFirstWithoutPort'));
}
