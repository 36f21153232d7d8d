// What plugins besides CRI's keep the daemon from starting: required ones that are not there, and
// settings of the wrong type (engines.md A.3).
import { hasPlugin, pluginNames } from '../../model/containerd-plugins.ts';
import { fatal, panic, type Stop } from '../outcome.ts';
import { field, mapEntries, stringField } from '../toml/data.ts';
import type { Shape } from '../toml/shape.ts';
import type { ContainerdConfig } from './config.ts';
import { keyRule } from './imports.ts';
import type { Behaviour, ContainerdRules } from './versions.ts';

const OPT = 'io.containerd.internal.v1.opt';

/** What `proxy_plugins` can be a proxy of, the type's full name, and since when. */
const PROXY_TYPES: readonly (readonly [short: string, full: string, since?: Behaviour])[] = [
  ['snapshot', 'io.containerd.snapshotter.v1'],
  ['content', 'io.containerd.content.v1'],
  ['diff', 'io.containerd.differ.v1', 'pluginPrefix'],
  ['sandbox', 'io.containerd.sandbox.controller.v1', 'generation2'],
];

/** A proxy of no known type, or with the name of a plugin that is there, crashes the daemon. */
export function proxyFault(config: ContainerdConfig, rules: ContainerdRules): Stop | undefined {
  const rule = keyRule(rules);
  const proxies = new Map(
    config.files.flatMap(({ root }) => [...mapEntries(field(root, 'proxy_plugins', rule))]),
  );
  for (const [name, proxy] of proxies) {
    const written = stringField(proxy, 'type', rule)?.value;
    const type = PROXY_TYPES.find(
      ([short, full, since]) =>
        (written === short || written === full) && (since === undefined || rules.has(since)),
    );
    if (!type) {
      return panic(
        'start',
        `"${name}" in \`proxy_plugins\` has no type that this release knows, which crashes the daemon`,
        proxy.origin,
      );
    }
    const generation = rules.has('generation2') ? 2 : 1;
    if (hasPlugin(`${type[1]}.${name}`, { generation, short: false, open: false })) {
      return panic(
        'start',
        `"${name}" in \`proxy_plugins\` has the name of a plugin, which crashes the daemon`,
        proxy.origin,
      );
    }
  }
  return undefined;
}

/** A required plugin that is disabled, or that no release of its time has: the daemon exits. */
export function missingRequirement(
  config: ContainerdConfig,
  rules: ContainerdRules,
): Stop | undefined {
  const off = new Set(config.disabled.map(({ value }) => value));
  const proxies = config.files.flatMap(({ root }) => [
    ...mapEntries(field(root, 'proxy_plugins', keyRule(rules))).keys(),
  ]);
  const second = rules.has('generation2');
  const naming = {
    generation: second ? 2 : 1,
    short: !second && config.version === 1,
    open: rules.has('builtInConfigPath'),
  } as const;
  const isProxy = (name: string): boolean =>
    proxies.some((proxy) => name === proxy || name.endsWith(`.${proxy}`));
  const missing = config.required.find(
    ({ value }) => off.has(value) || !(hasPlugin(value, naming) || isProxy(value)),
  );
  return (
    missing &&
    fatal(
      `the required plugin "${missing.value}" is not loaded, and the daemon exits`,
      missing.origin,
    )
  );
}

/** The plugins of containerd 2 that have settings, CRI's apart. */
const WITH_SETTINGS: readonly string[] = pluginNames({
  'differ.v1': 'erofs',
  'gc.v1': 'scheduler',
  'image-verifier.v1': 'bindir',
  'internal.v1': 'opt tracing',
  'metadata.v1': 'bolt',
  'monitor.container.v1': 'restart',
  'monitor.task.v1': 'cgroups',
  'nri.v1': 'nri',
  'runtime.v2': 'task',
  'service.v1': 'diff-service tasks-service',
  'shim.v1': 'manager',
  'snapshotter.v1': 'blockfile btrfs devmapper erofs native overlayfs',
  'tracing.processor.v1': 'otlp',
  'transfer.v1': 'local',
});

/** What the tables of the plugins besides CRI's must be; containerd 1 has wanted tables before. */
export function otherShapes(
  { version }: ContainerdConfig,
  rules: ContainerdRules,
): readonly (readonly [string, Shape])[] {
  const opt: Shape = { struct: { path: 'string' } };
  if (!rules.has('generation2')) return [[version === 1 ? 'opt' : OPT, opt]];
  return [...WITH_SETTINGS.map((name) => [name, { struct: {} }] as const), [OPT, opt]];
}
