// registries.conf and its drop-ins: mirrors as `[[registry.mirror]]` of a `[[registry]]`.
import { MirrorConfError } from '../../model/error.ts';
import { parseRegistry, registryText } from '../../model/registry.ts';
import { nodeRange } from '../../toml/index.ts';
import type { FormatAdapter, OpenFile, WantedMirror } from '../adapter.ts';
import type { RegistriesAst } from '../ast.ts';
import { notExpressible, registryAsts } from '../shared.ts';
import { insertIntoRegistries, removeFromRegistries } from './amend.ts';
import { registriesEntries, registriesEntry } from './entries.ts';
import { checkLocation } from './location.ts';
import { registriesObstacles } from './obstacles.ts';
import { isBefore, PULL_FROM_MIRROR_SINCE } from './releases.ts';
import { registriesRemarks } from './remarks.ts';
import { registriesRules } from './rules/index.ts';
import { setting, settingNode } from './tables.ts';
import { registriesUnlisted } from './unlisted.ts';

export const registries: FormatAdapter = {
  format: 'registries',
  rules: registriesRules,
  pathOf: () => 'registries.conf.d/50-mirrors.conf',
  registryKey: prefixKey,
  obstacles: registriesObstacles,
  entries: registriesEntries,
  entry: registriesEntry,
  unlisted: registriesUnlisted,
  checkMirror,
  remarks: registriesRemarks,
  insert: insertIntoRegistries,
  remove: removeFromRegistries,
  ast: registriesAst,
};

/** Prefixes are a host, a namespace on it, or `*.` and a domain (engines.md C.5). */
function prefixKey(name: string): string {
  const registry = parseRegistry(name);
  const { host, namespace } = registry;
  if (host === '*' || (host.startsWith('*.') && (namespace !== '' || host.includes(':')))) {
    throw new MirrorConfError(
      'registry/wildcard',
      `registries.conf knows no "${name}": a wildcard is "*." and a domain, without port or path. Name the registries instead.`,
    );
  }
  if (host.startsWith('[')) {
    throw new MirrorConfError(
      'registry/ipv6',
      `registries.conf cannot name "${name}": engines rewrite no IPv6 address. Give the registry a host name.`,
    );
  }
  return registryText(registry);
}

function checkMirror(wanted: WantedMirror, _registry: string, file: OpenFile): void {
  checkLocation(wanted);
  if (wanted.mirror.capabilities?.length === 1 && isBefore(file, PULL_FROM_MIRROR_SINCE)) {
    throw notExpressible(
      'registries',
      'capabilities',
      `${file.target?.text} does not read pull-from-mirror and would ask the mirror for everything.`,
    );
  }
}

function registriesAst(file: OpenFile): RegistriesAst {
  const root = { node: file.document.root, data: file.data };
  const search = settingNode(root, 'unqualified-search-registries');
  const list = setting(root, 'unqualified-search-registries');
  return {
    format: 'registries',
    unqualifiedSearchRegistries:
      search && Array.isArray(list)
        ? { value: list.filter((item) => typeof item === 'string'), range: nodeRange(search) }
        : undefined,
    registries: registryAsts(registriesEntries(file)),
  };
}
