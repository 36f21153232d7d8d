// Takes the inline settings out that cannot stand beside `config_path`, from whichever files and
// sections they are effective in (engines.md A.6, A.8).

import { keyRule, type LoadedFile } from '../../engines/containerd/imports.ts';
import { type Data, field, mapEntries, type Origin } from '../../engines/toml/data.ts';
import { MirrorConfError } from '../../model/error.ts';
import {
  children,
  decode,
  type Node,
  nodeKind,
  openDocument,
  removeNodes,
} from '../../toml/index.ts';
import { amend } from '../verify.ts';
import type { ContainerdTree } from './containerd-tree.ts';
import { movableTls } from './inline-settings.ts';
import { SECTIONS } from './named-text.ts';
import { type FilePlan, withChange } from './tree-plan.ts';

/**
 * The files without `registry.mirrors` and `configs."host".tls`. What a later file puts out comes to
 * light when that one is emptied, so it takes rounds; `read` says what the engine sees after each.
 */
export function withoutInline(
  there: ContainerdTree,
  files: readonly FilePlan[],
  read: (files: readonly FilePlan[]) => ContainerdTree,
): readonly FilePlan[] {
  let result = files;
  let now = there;
  for (let round = 0; round <= there.config.files.length; round++) {
    const origins = inlineOrigins(now);
    if (origins.length === 0) return result;
    for (const file of now.config.files) {
      const names = namesOf(file, now, origins);
      if (names.length === 0) continue;
      result = withChange(result, there.fs, file.path, (text = '') => {
        const { root } = openDocument(text);
        const nodes = names.flatMap((path) => nodeLike(root, path) ?? []);
        return amend(text, decode(text).data ?? {}, removeNodes(root.document, nodes));
      });
    }
    now = read(result);
  }
  throw new MirrorConfError(
    'tree/unmovable',
    `The inline mirrors cannot be taken out of the files in the form they are written in. Move ${inlineOrigins(now)[0]?.path} by hand.`,
  );
}

/** Where the settings stand that the engine uses. */
function inlineOrigins(there: ContainerdTree): readonly Origin[] {
  const { settings, rules } = there;
  const rule = keyRule(rules);
  const all = [
    ...[...settings.mirrors.values()].flatMap((each) => [each, field(each, 'endpoint', rule)]),
    ...movableTls(there).map((host) => field(settings.configs.get(host), 'tls', rule)),
  ];
  return all.flatMap((data) => (data ? [data.origin] : []));
}

/** The names that lead to the file's settings that stand at one of the origins. */
function namesOf(
  { path, root }: LoadedFile,
  { rules }: ContainerdTree,
  origins: readonly Origin[],
): readonly (readonly string[])[] {
  const rule = keyRule(rules);
  const places = new Set(
    origins.filter((origin) => origin.path === path).map(({ offset }) => offset),
  );
  const isUsed = (data: Data | undefined): boolean =>
    data !== undefined && places.has(data.origin.offset);
  const plugins = mapEntries(field(root, 'plugins', rule));
  return Object.values(SECTIONS).flatMap((section) => {
    const registry = field(plugins.get(section), 'registry', rule);
    const base = ['plugins', section, 'registry'];
    const mirrors = [...mapEntries(field(registry, 'mirrors', rule))]
      .filter(([, mirror]) => isUsed(mirror) || isUsed(field(mirror, 'endpoint', rule)))
      .map(([name]) => [...base, 'mirrors', name]);
    const configs = [...mapEntries(field(registry, 'configs', rule))]
      .filter(([, config]) => isUsed(field(config, 'tls', rule)))
      .map(([host, config]) => {
        const only = mapEntries(config).size === 1;
        return [...base, 'configs', host, ...(only ? [] : ['tls'])];
      });
    return [...mirrors, ...configs];
  });
}

/** The node by names of which the engine may take some in any case. */
function nodeLike(root: Node, names: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const name of names) {
    const below: ReadonlyMap<string, Node> =
      node && nodeKind(node) === 'table' ? children(node) : new Map();
    node =
      below.get(name) ?? [...below].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }
  return node;
}
