// The places where a setting of containerd's registry table can be written, best first: which file,
// and by which version's name for the section (engines.md A.1, A.2, A.8).

import { keyRule, type LoadedFile, MAIN_FILE } from '../../engines/containerd/imports.ts';
import { field, mapEntries, type Origin } from '../../engines/toml/data.ts';
import type { ContainerdTree } from './containerd-tree.ts';
import { type NamingVersion, ownNaming, SECTIONS } from './named-text.ts';

export interface Place {
  readonly path: string;
  readonly naming: NamingVersion;
}

/**
 * The places for a setting that stands at `current` today, if it does. Of containerd 1 there is one:
 * a later file that names the plugin too would put out all that the others say of it.
 */
export function registryPlaces(
  there: ContainerdTree,
  current: Origin | undefined,
  newText: string,
): readonly Place[] {
  const { config, rules, settings } = there;
  if (!rules.has('generation2')) {
    const path = settings.section?.origin.path ?? MAIN_FILE;
    const known = config.files.length > 0;
    return [{ path, naming: known ? (config.version === 1 ? 1 : 2) : ownNaming(newText) }];
  }
  const registry = field(settings.section, 'registry', keyRule(rules));
  const paths = new Set([
    ...(current ? [current.path] : []),
    ...(registry ? [registry.origin.path] : []),
    MAIN_FILE,
    ...config.files.map(({ path }) => path).toReversed(),
  ]);
  return [...paths].flatMap((path) => {
    const file = config.files.find((each) => each.path === path);
    const text = there.fs.read(path) ?? newText;
    const namings = file ? namingsIn(file, there, current) : [];
    return [...new Set([...namings, ownNaming(text), 3, 2] as const)].map((naming) => ({
      path,
      naming,
    }));
  });
}

/** Those that the file uses: first the one with the setting, then those with a registry table. */
function namingsIn(
  file: LoadedFile,
  { rules }: ContainerdTree,
  current: Origin | undefined,
): readonly NamingVersion[] {
  const rule = keyRule(rules);
  const plugins = mapEntries(field(file.root, 'plugins', rule));
  const used = ([1, 2, 3] as const).filter((naming) => plugins.has(SECTIONS[naming]));
  const registryOf = (naming: NamingVersion): ReturnType<typeof field> =>
    field(plugins.get(SECTIONS[naming]), 'registry', rule);
  const holds = (naming: NamingVersion): boolean => {
    const registry = registryOf(naming);
    const mirrors = [...mapEntries(field(registry, 'mirrors', rule)).values()];
    const all = mirrors.flatMap((mirror) => [mirror, field(mirror, 'endpoint', rule)]);
    return [field(registry, 'config_path', rule), ...all].some(
      (data) => data !== undefined && data.origin === current,
    );
  };
  return [
    ...used.filter((naming) => current?.path === file.path && holds(naming)),
    ...used.filter((naming) => registryOf(naming) !== undefined),
    ...used,
  ];
}
