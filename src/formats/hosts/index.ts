// containerd's certs.d/REGISTRY/hosts.toml: mirrors of one registry as `[host."URL"]` tables.
import { MirrorConfError } from '../../model/error.ts';
import { parseRegistry } from '../../model/registry.ts';
import { child, nodeRange } from '../../toml/index.ts';
import type { FormatAdapter, OpenFile, WantedMirror } from '../adapter.ts';
import type { HostsAst } from '../ast.ts';
import { notExpressible, registryAsts } from '../shared.ts';
import { insertIntoHosts, removeFromHosts } from './amend.ts';
import { hostAt, hostsEntries, serverOf } from './entries.ts';
import { settingFaults } from './faults.ts';
import { hostsPath, registryOfPath } from './folder.ts';
import { hostKey, hostTable } from './host.ts';
import { hostsObstacles } from './obstacles.ts';
import { isSecondGeneration, readsDialTimeout, settingName } from './release.ts';
import { hostsRemarks } from './remarks.ts';
import { hostsRules } from './rules/index.ts';
import { hostsUnlisted } from './unlisted.ts';

export const hosts: FormatAdapter = {
  format: 'hosts',
  rules: hostsRules,
  registryKey: folderKey,
  obstacles: hostsObstacles,
  entries: hostsEntries,
  entry: (_registry, file) => hostsEntries(file)[0],
  unlisted: hostsUnlisted,
  pathOf: hostsPath,
  registryOfPath,
  checkMirror,
  excludes: (there, { endpoint }, file) => hostAt(there.range, file)?.key === hostKey(endpoint),
  remarks: hostsRemarks,
  insert: insertIntoHosts,
  remove: removeFromHosts,
  ast: hostsAst,
};

/** Folders are named by the host of a reference, with its port, or are for all (engines.md B.1). */
function folderKey(name: string, file: OpenFile): string {
  const { host, namespace } = parseRegistry(name);
  if (namespace !== '') {
    throw new MirrorConfError(
      'registry/has-path',
      `containerd looks hosts.toml up by host alone, so "${name}" would never match. Write "${host}".`,
    );
  }
  if (host.startsWith('*.')) {
    throw new MirrorConfError(
      'registry/wildcard',
      `containerd knows no wildcard but "*", so "${name}" would never match. Name each registry, or "*" for all without a hosts.toml.`,
    );
  }
  if (file.registry !== undefined && file.registry !== host) {
    throw new MirrorConfError(
      'hosts/other-registry',
      `A hosts.toml is for one registry, and this one is for "${file.registry}": containerd would never use it for "${host}". Put those mirrors into ${hostsPath(host)}.`,
    );
  }
  return host;
}

function checkMirror(wanted: WantedMirror, _registry: string, file: OpenFile): void {
  const { mirror, endpoint } = wanted;
  if (endpoint.root.includes('%')) {
    throw notExpressible(
      'hosts',
      'url',
      'containerd takes the escapes out of a path before it uses it. Use a path without "%".',
    );
  }
  if (mirror.dialTimeout !== undefined && readsDialTimeout(file) === false) {
    throw notExpressible(
      'hosts',
      'dialTimeout',
      `${file.target?.text} does not read dial_timeout, which came with 2.0.7.`,
    );
  }
  if (endpoint.host.includes(']') && isSecondGeneration(file) === false) {
    throw new MirrorConfError(
      'hosts/ipv6-in-header',
      `${file.target?.text} cannot read a header with "]" inside, not even in quotes, and would pass over the whole file. Give the mirror "${mirror.url}" a host name.`,
    );
  }
  const [fault] = settingFaults(hostTable(wanted), file);
  if (fault) throw new MirrorConfError(fault.code, fault.message);
}

function hostsAst(file: OpenFile): HostsAst {
  const name = settingName(file.data, 'server', file);
  const node = name === undefined ? undefined : child(file.document.root, name);
  const url = serverOf(file);
  return {
    format: 'hosts',
    registry: file.registry,
    server: node && url !== undefined ? { value: url, range: nodeRange(node) } : undefined,
    registries: registryAsts(hostsEntries(file)),
  };
}
