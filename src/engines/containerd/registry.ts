// The registry settings that containerd's CRI plugin ends up with, or why there is no CRI
// (engines.md A.1, A.3, A.6, A.7).
import { isDuration } from '../../go/duration.ts';
import { parseGoUrl } from '../../go/url.ts';
import { criMissing, fatal, isStop, type Stop } from '../outcome.ts';
import {
  type Data,
  field,
  isTrue,
  mapEntries,
  type Origin,
  type StringData,
  stringField,
  strings,
} from '../toml/data.ts';
import { mismatch, type Shape } from '../toml/shape.ts';
import type { ContainerdConfig } from './config.ts';
import { keyRule } from './imports.ts';
import { TWO_ROOTS } from './migrate.ts';
import { BUILT_IN_SNAPSHOTTERS, CRI_IMAGES, CRI_RUNTIME, CRI_V1, CRI_V2 } from './names.ts';
import { neededPlugins } from './needed.ts';
import { missingRequirement, otherShapes, proxyFault } from './plugins.ts';
import { runtimeFault } from './runtimes.ts';
import { criShape, imagesShape, runtimeShape, serverShape } from './shapes.ts';
import type { ContainerdRules } from './versions.ts';

export interface RegistrySettings {
  /** The plugin section that owns `registry`; `undefined` when no file has it. */
  readonly section: Data | undefined;
  /** `''` when hosts.toml files are not read. */
  readonly configPath: string;
  /** Missing when the path is the engine's own default. */
  readonly configPathOrigin: Origin | undefined;
  readonly mirrors: ReadonlyMap<string, Data>;
  readonly configs: ReadonlyMap<string, Data>;
  /** What every request is sent with. */
  readonly headers: Data | undefined;
  /** Pulls go through the transfer service, which takes `config_path` as one folder (A.6). */
  readonly transferService: boolean;
  /** `image_pull_progress_timeout`, where the release knows it. */
  readonly pullTimeout: StringData | undefined;
}

/** The name of the section that a release reads registry settings from. */
export function sectionName(config: ContainerdConfig, rules: ContainerdRules): string {
  if (rules.has('generation2')) return CRI_IMAGES;
  return config.version === 1 ? CRI_V1 : CRI_V2;
}

export function registrySettings(
  config: ContainerdConfig,
  rules: ContainerdRules,
): RegistrySettings | Stop {
  const proxy = proxyFault(config, rules);
  if (proxy) return proxy;
  const settings = readSettings(config, rules);
  if (isStop(settings) && settings.load !== 'cri-missing') return settings;
  const missing = missingRequirement(config, rules);
  if (missing || !isStop(settings)) return missing ?? settings;
  const required = config.required.find((item) => CRI_PLUGINS.has(item.value));
  return required
    ? fatal(`a required plugin fails: ${settings.message}`, settings.origin)
    : settings;
}

const CRI_PLUGINS: ReadonlySet<string> = new Set([CRI_V1, CRI_V2, CRI_IMAGES, CRI_RUNTIME]);

function readSettings(config: ContainerdConfig, rules: ContainerdRules): RegistrySettings | Stop {
  const rule = keyRule(rules);
  const section = config.plugins.get(sectionName(config, rules));
  const off = new Map(config.disabled.map((item) => [item.value, item.origin]));
  for (const [name, shape] of decoded(config, rules)) {
    if (off.has(name)) continue;
    const data = config.plugins.get(name);
    const wrong = mismatch(data, shape, rule, name);
    if (wrong) return fatal(wrong.message, wrong.origin);
  }
  const snapshotter = snapshotterOf(rules, section)?.value ?? 'overlayfs';
  const missing = neededPlugins(config.version, rules, snapshotter).find((name) => off.has(name));
  if (missing !== undefined) {
    return criMissing(`the plugin "${missing}" is disabled, and CRI with it`, off.get(missing));
  }
  const fault = snapshotterFault(config, rules, section) ?? runtimeFault(config, rules);
  if (fault) return fault;
  const registry = field(section, 'registry', rule);
  const mirrors = mapEntries(field(registry, 'mirrors', rule));
  const configs = mapEntries(field(registry, 'configs', rule));
  const auths = mapEntries(field(registry, 'auths', rule));
  const written = field(registry, 'config_path', rule);
  const path = written?.kind === 'string' ? written.value : undefined;
  const configPath = path ?? defaultPath(rules);
  const effective = configPath === '' ? latePath(rules, mirrors) : configPath;
  const settings: RegistrySettings = {
    section,
    pullTimeout: rules.has('pullTimeout')
      ? stringField(section, 'image_pull_progress_timeout', rule)
      : undefined,
    configPath: effective,
    configPathOrigin: path !== undefined && path !== '' ? written?.origin : undefined,
    mirrors,
    configs,
    headers: field(registry, 'headers', rule),
    transferService:
      rules.has('transferService') &&
      !pullsLocally(section, rules, mirrors.size + configs.size + auths.size > 0),
  };
  return settingsFault(settings, auths, rules) ?? settings;
}

/** The sections that the release decodes, with the types it wants. */
function decoded(
  config: ContainerdConfig,
  rules: ContainerdRules,
): readonly (readonly [string, Shape])[] {
  const others = otherShapes(config, rules);
  if (!rules.has('generation2')) return [[sectionName(config, rules), criShape(rules)], ...others];
  return [
    [CRI_IMAGES, imagesShape(rules)],
    [CRI_RUNTIME, runtimeShape],
    [CRI_V2, serverShape],
    ...others,
  ];
}

function snapshotterOf(rules: ContainerdRules, section: Data | undefined): StringData | undefined {
  const owner = rules.has('generation2') ? section : field(section, 'containerd', keyRule(rules));
  return stringField(owner, 'snapshotter', keyRule(rules));
}

/** A snapshotter that no release brings along and no proxy plugin is; containerd 1 has a default for `""`. */
function snapshotterFault(
  config: ContainerdConfig,
  rules: ContainerdRules,
  section: Data | undefined,
): Stop | undefined {
  const rule = keyRule(rules);
  const written = snapshotterOf(rules, section);
  if (!written || BUILT_IN_SNAPSHOTTERS.has(written.value)) return undefined;
  if (written.value === '' && !rules.has('generation2')) return undefined;
  const proxies = config.files.flatMap(({ root }) => [
    ...mapEntries(field(root, 'proxy_plugins', rule)),
  ]);
  const isProxy = proxies.some(
    ([name, proxy]) =>
      name === written.value && PROXY_TYPES.includes(stringField(proxy, 'type', rule)?.value ?? ''),
  );
  if (isProxy) return undefined;
  return criMissing(
    `the snapshotter "${written.value}" is no plugin: neither built in nor in \`proxy_plugins\``,
    written.origin,
  );
}

const PROXY_TYPES = ['snapshot', 'io.containerd.snapshotter.v1'];

function defaultPath(rules: ContainerdRules): string {
  return rules.has('builtInConfigPath') && !rules.has('lateConfigPath') ? TWO_ROOTS : '';
}

function latePath(rules: ContainerdRules, mirrors: ReadonlyMap<string, Data>): string {
  return rules.has('lateConfigPath') && mirrors.size === 0 ? TWO_ROOTS : '';
}

function settingsFault(
  settings: RegistrySettings,
  auths: ReadonlyMap<string, Data>,
  rules: ContainerdRules,
): Stop | undefined {
  const rule = keyRule(rules);
  const firstMirror = settings.mirrors.values().next().value;
  if (firstMirror && settings.configPath !== '') {
    const why = settings.configPathOrigin
      ? '`mirrors` cannot be set when `config_path` is provided'
      : '`mirrors` cannot be set without `config_path = ""`: this release has a `config_path` of its own';
    return criMissing(`${why}; the CRI plugin is not loaded`, firstMirror.origin);
  }
  if (!rules.has('generation2') && settings.configPath !== '') {
    for (const config of settings.configs.values()) {
      const tls = field(config, 'tls', rule);
      if (!tls) continue;
      return criMissing('`configs.tls` cannot be set when `config_path` is provided', tls.origin);
    }
  }
  for (const [key, auth] of auths) {
    if (!parseGoUrl(key)) return criMissing(`"${key}" in \`auths\` is no URL`, auth.origin);
  }
  const { pullTimeout } = settings;
  if (pullTimeout && pullTimeout.value !== '' && !isDuration(pullTimeout.value)) {
    return criMissing('`image_pull_progress_timeout` is no duration', pullTimeout.origin);
  }
  return undefined;
}

/** Settings that the transfer service does not know make pulls local (A.6). */
function pullsLocally(
  section: Data | undefined,
  rules: ContainerdRules,
  hasRegistrySettings: boolean,
): boolean {
  const rule = keyRule(rules);
  const get = (name: string): Data | undefined => field(section, name, rule);
  const annotations = get('disable_snapshot_annotations');
  const downloads = get('max_concurrent_downloads');
  return (
    isTrue(get('use_local_image_pull')) ||
    hasRegistrySettings ||
    (annotations !== undefined && !isTrue(annotations)) ||
    isTrue(get('discard_unpacked_layers')) ||
    isTrue(get('image_pull_with_sync_fs')) ||
    (downloads?.kind === 'integer' && downloads.value !== 3)
  );
}

/** The endpoints of one entry of `mirrors`. */
export function endpointsOf(
  mirror: Data | undefined,
  rules: ContainerdRules,
): ReturnType<typeof strings> {
  return strings(field(mirror, 'endpoint', keyRule(rules)));
}
