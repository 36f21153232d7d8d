// containerd's config.toml, versions 1 to 4: mirrors as `registry.mirrors."HOST".endpoint`.
import { MirrorConfError } from '../../model/error.ts';
import { parseRegistry } from '../../model/registry.ts';
import { child, dataAt, nodeAt, nodeRange } from '../../toml/index.ts';
import type { FormatAdapter, OpenFile, WantedMirror } from '../adapter.ts';
import type { ContainerdAst } from '../ast.ts';
import { notExpressible, registryAsts } from '../shared.ts';
import { insertIntoContainerd, removeFromContainerd } from './amend.ts';
import { containerdEntries, containerdEntry } from './entries.ts';
import { containerdObstacles } from './obstacles.ts';
import { containerdRemarks } from './remarks.ts';
import { containerdRules } from './rules/index.ts';
import { configVersion, registryPath } from './section.ts';
import { hasTls, readsTls } from './tls.ts';
import { containerdUnlisted } from './unlisted.ts';

export const containerd: FormatAdapter = {
  format: 'containerd',
  rules: containerdRules,
  pathOf: () => 'config.toml',
  registryKey: hostKey,
  obstacles: containerdObstacles,
  entries: containerdEntries,
  entry: containerdEntry,
  unlisted: containerdUnlisted,
  checkMirror,
  remarks: containerdRemarks,
  insert: insertIntoContainerd,
  remove: removeFromContainerd,
  ast: containerdAst,
};

/** Keys are the host of a reference, with its port, or `*` (engines.md A.4). */
function hostKey(name: string): string {
  const { host, namespace } = parseRegistry(name);
  if (namespace !== '') {
    throw new MirrorConfError(
      'registry/has-path',
      `containerd looks mirrors up by host alone, so "${name}" would never match. Write "${host}".`,
    );
  }
  if (host.startsWith('*.')) {
    throw new MirrorConfError(
      'registry/wildcard',
      `containerd knows no wildcard but "*", so "${name}" would never match. Name each registry, or "*" for all without an entry.`,
    );
  }
  return host;
}

function checkMirror({ mirror }: WantedMirror, _registry: string, file: OpenFile): void {
  const property = (['header', 'dialTimeout'] as const).find((key) => mirror[key] !== undefined);
  if (property) throw notExpressible('containerd', property, 'Use a hosts.toml, which has it.');
  if (mirror.capabilities && mirror.capabilities.length < 2) {
    throw notExpressible(
      'containerd',
      'capabilities',
      'Every endpoint is asked for tags and digests. Use a hosts.toml to tell them apart.',
    );
  }
  if (!hasTls(mirror)) return;
  const part = mirror.skipVerify ? 'skipVerify' : mirror.ca === undefined ? 'client' : 'ca';
  if (readsTls(file) !== true) {
    throw notExpressible(
      'containerd',
      part,
      'Only containerd 1.x reads TLS settings there: give it as the target ("containerd@1.7.24") if it reads this file, or use a hosts.toml.',
    );
  }
  const files = typeof mirror.ca === 'string' ? 1 : (mirror.ca?.length ?? 0);
  if (files > 1) throw notExpressible('containerd', 'ca', 'It takes one file. Join them into one.');
  const pairs = mirror.client === undefined ? [] : mirror.client;
  if (
    typeof pairs === 'string' ||
    pairs.length > 1 ||
    pairs.some((pair) => typeof pair === 'string' || pair.length !== 2 || pair[1] === '')
  ) {
    throw notExpressible('containerd', 'client', 'It takes one pair of certificate and key file.');
  }
}

function containerdAst(file: OpenFile): ContainerdAst {
  const { root } = file.document;
  const path = registryPath(file.data);
  const version = child(root, 'version');
  const imports = child(root, 'imports');
  const configPath = nodeAt(root, [...path, 'config_path']);
  const number = file.data['version'];
  const folder = dataAt(file.data, [...path, 'config_path']);
  const list = file.data['imports'];
  return {
    format: 'containerd',
    configVersion: configVersion(number) ?? 1,
    version:
      version && typeof number === 'number'
        ? { value: number, range: nodeRange(version) }
        : undefined,
    registryPath: path,
    configPath:
      configPath && typeof folder === 'string'
        ? { value: folder, range: nodeRange(configPath) }
        : undefined,
    imports:
      imports && Array.isArray(list)
        ? { value: list.filter((item) => typeof item === 'string'), range: nodeRange(imports) }
        : undefined,
    registries: registryAsts(containerdEntries(file)),
  };
}
