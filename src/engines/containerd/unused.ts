// Which settings of containerd's files have no part in a pull, and why (engines.md A, B.1).

import { joinPath } from '../../go/path.ts';
import type { Skipped } from '../candidate.ts';
import type { FileSystem } from '../filesystem.ts';
import { lookalike } from '../lookalike.ts';
import { type Data, field, mapEntries, type Origin, strings } from '../toml/data.ts';
import type { ContainerdConfig } from './config.ts';
import { unusedFolders } from './folders.ts';
import { keyRule, type LoadedFile } from './imports.ts';
import { mirrorOf } from './mirrors.ts';
import { CRI_IMAGES, CRI_V1, CRI_V2 } from './names.ts';
import { type RegistrySettings, sectionName } from './registry.ts';
import type { ContainerdRules } from './versions.ts';

export function unusedEntries(
  fs: FileSystem,
  config: ContainerdConfig,
  settings: RegistrySettings,
  rules: ContainerdRules,
  domain: string,
): readonly Skipped[] {
  const inFiles = config.files.flatMap((file) => unusedIn(file, config, settings, rules, domain));
  return [...inFiles, ...notImported(fs, config), ...unusedFolders(fs, settings, domain)];
}

/** What one file says about the registry, in whichever section, without effect. */
function unusedIn(
  file: LoadedFile,
  config: ContainerdConfig,
  settings: RegistrySettings,
  rules: ContainerdRules,
  domain: string,
): readonly Skipped[] {
  const rule = keyRule(rules);
  const plugins = mapEntries(field(file.root, 'plugins', rule));
  const unused: Skipped[] = [];
  for (const section of [CRI_V1, CRI_V2, CRI_IMAGES]) {
    const registry = field(plugins.get(section), 'registry', rule);
    const because = (): string => deadSection(section, file, config, rules);
    const path = field(registry, 'config_path', rule);
    if (path?.kind === 'string' && path.value !== '' && path.origin !== settings.configPathOrigin) {
      unused.push({ entry: path.value, reason: because(), origin: path.origin });
    }
    for (const [key, mirror] of mapEntries(field(registry, 'mirrors', rule))) {
      const reason = deadMirror(key, mirror, settings, rules, domain, because);
      if (reason === undefined) continue;
      for (const entry of named(mirror, key, rules)) unused.push({ ...entry, reason });
    }
  }
  return unused;
}

/** Why an entry of `mirrors` gives no endpoint; `undefined` when it does or is for another registry. */
function deadMirror(
  key: string,
  mirror: Data,
  settings: RegistrySettings,
  rules: ContainerdRules,
  domain: string,
  because: () => string,
): string | undefined {
  if (key !== domain && key !== '*') return lookalike(key, domain);
  const rule = keyRule(rules);
  const list = field(mirror, 'endpoint', rule);
  if (!list) return 'it has no `endpoint`';
  if (field(settings.mirrors.get(key), 'endpoint', rule) !== list) return because();
  const chosen = mirrorOf(settings, domain);
  return chosen === settings.mirrors.get(key) ? undefined : `hidden by the entry for "${domain}"`;
}

function named(
  mirror: Data,
  key: string,
  rules: ContainerdRules,
): readonly { readonly entry: string; readonly origin: Origin }[] {
  const endpoints = strings(field(mirror, 'endpoint', keyRule(rules)));
  if (endpoints.length === 0) return [{ entry: key, origin: mirror.origin }];
  return endpoints.map(({ value, origin }) => ({ entry: value, origin }));
}

/** Why nothing that a file says in a section is heard (A.1, A.2, A.8). */
function deadSection(
  section: string,
  file: LoadedFile,
  config: ContainerdConfig,
  rules: ContainerdRules,
): string {
  const version = file.version === 0 ? 'a file without version' : `a version ${file.version} file`;
  const old = file.version === 0 || file.version === 1;
  const other = `another value for it wins, of a later file or of another section`;
  if (!rules.has('generation2')) {
    if (section === sectionName(config, rules)) return `${other}: whole plugins replace each other`;
    if (section === CRI_IMAGES) return `"${section}" is a section of containerd 2`;
    return `${version}: the section is "${sectionName(config, rules)}", not "${section}"`;
  }
  if (section === CRI_V1) {
    if (!old) return `${version}: plugins have their full names, "${CRI_V2}"`;
    return rules.has('migratesEachFile') ? other : `${version}: lost by 2.0 to 2.2`;
  }
  if (section === CRI_IMAGES) return other;
  if (rules.has('migratesEachFile')) {
    return file.version < rules.newestVersion
      ? other
      : `${version}, version 2 section: not carried over to "${CRI_IMAGES}"`;
  }
  if (config.version < 3) return other;
  return old
    ? `${version}: lost by 2.0 to 2.2`
    : `version ${config.version} file, version 2 section: ignored by 2.0 to 2.2`;
}

const DROP_INS = '/etc/containerd/conf.d';

/** Drop-ins that the main file does not import: its own default of doing so has no effect (A.8). */
function notImported(fs: FileSystem, config: ContainerdConfig): readonly Skipped[] {
  const loaded = new Set(config.files.map(({ path }) => path));
  return fs
    .list(DROP_INS)
    .map((name) => joinPath(DROP_INS, name))
    .filter((path) => path.endsWith('.toml') && fs.stat(path) === 'file' && !loaded.has(path))
    .map((path) => ({
      entry: path,
      reason: 'not loaded: no `imports` of a loaded file leads to it',
      origin: { path, offset: 0 },
    }));
}
