// BuildKit's buildkitd.toml: mirrors as `[registry."HOST"] mirrors`.
import { MirrorConfError } from '../../model/error.ts';
import { parseRegistry } from '../../model/registry.ts';
import type { FormatAdapter, OpenFile, WantedMirror } from '../adapter.ts';
import type { BuildkitdAst } from '../ast.ts';
import { notExpressible, registryAsts } from '../shared.ts';
import { insertIntoBuildkitd, removeFromBuildkitd } from './amend.ts';
import { buildkitdEntries, buildkitdEntry } from './entries.ts';
import { buildkitdObstacles } from './obstacles.ts';
import { looksUpHosts, readsPaths } from './release.ts';
import { buildkitdRemarks } from './remarks.ts';
import { buildkitdRules } from './rules/index.ts';
import { settingsTable } from './settings.ts';
import { buildkitdUnlisted } from './unlisted.ts';

export const buildkitd: FormatAdapter = {
  format: 'buildkitd',
  rules: buildkitdRules,
  pathOf: () => 'buildkitd.toml',
  registryKey: hostKey,
  obstacles: buildkitdObstacles,
  entries: buildkitdEntries,
  entry: buildkitdEntry,
  unlisted: buildkitdUnlisted,
  checkMirror,
  excludes: (there, { endpoint }) => there.endpoint?.host === endpoint.host,
  remarks: buildkitdRemarks,
  insert: insertIntoBuildkitd,
  remove: removeFromBuildkitd,
  ast: buildkitdAst,
};

/** Keys are the host of a reference, with its port (engines.md D). */
function hostKey(name: string): string {
  const { host, namespace } = parseRegistry(name);
  if (namespace !== '') {
    throw new MirrorConfError(
      'registry/has-path',
      `BuildKit looks mirrors up by host alone, so "${name}" would never match. Write "${host}".`,
    );
  }
  if (host.startsWith('*')) {
    throw new MirrorConfError(
      'registry/wildcard',
      `BuildKit knows no wildcard, so "${name}" would never match. Name each registry.`,
    );
  }
  return host;
}

function checkMirror({ mirror, endpoint }: WantedMirror, _registry: string, file: OpenFile): void {
  const { root } = endpoint;
  if (root !== '/v2' && !root.startsWith('/v2/')) {
    throw notExpressible(
      'buildkitd',
      'overridePath',
      'BuildKit always asks below /v2. Use a URL whose path is a repository prefix.',
    );
  }
  if (root.includes('%')) {
    throw notExpressible(
      'buildkitd',
      'url',
      'BuildKit takes the escapes out of a path before it uses it. Use a path without "%".',
    );
  }
  if (root !== '/v2' && readsPaths(file) === false) {
    throw notExpressible(
      'buildkitd',
      'url',
      `${file.target?.text} takes a path for a part of the host; paths came with 0.12.`,
    );
  }
  if (mirror.capabilities && mirror.capabilities.length < 2) {
    throw notExpressible(
      'buildkitd',
      'capabilities',
      'Every mirror is asked for tags and digests. Leave it out.',
    );
  }
  const property = (['header', 'dialTimeout'] as const).find((key) => mirror[key] !== undefined);
  if (property) throw notExpressible('buildkitd', property, 'Leave it out.');
  if (mirror.client !== undefined && !isPairs(mirror.client)) {
    throw notExpressible(
      'buildkitd',
      'client',
      'It takes pairs of certificate and key file. Name a file that has both twice.',
    );
  }
  const hasSettings = Object.keys(settingsTable(mirror, endpoint)).length > 0;
  if (hasSettings && root !== '/v2' && looksUpHosts(file) === false) {
    throw notExpressible(
      'buildkitd',
      'url',
      `${file.target?.text} does not find the settings of a mirror with a path; 0.13 does.`,
    );
  }
}

function isPairs(client: NonNullable<WantedMirror['mirror']['client']>): boolean {
  if (typeof client === 'string') return false;
  return client.every((pair) => typeof pair !== 'string' && pair.length === 2 && pair[1] !== '');
}

function buildkitdAst(file: OpenFile): BuildkitdAst {
  return { format: 'buildkitd', registries: registryAsts(buildkitdEntries(file)) };
}
