// The plugins that containerd brings along: which names `required_plugins` can mean, and which of
// their tables are decoded (engines.md A.3).
import { fatal, type Stop } from '../outcome.ts';
import { field, mapEntries } from '../toml/data.ts';
import type { Shape } from '../toml/shape.ts';
import type { ContainerdConfig } from './config.ts';
import { keyRule } from './imports.ts';
import type { ContainerdRules } from './versions.ts';

const OPT = 'io.containerd.internal.v1.opt';

/** By type; some of them load only where the machine has what they need. */
const EVERYWHERE = {
  'content.v1': 'content',
  'differ.v1': 'walking',
  'event.v1': 'exchange',
  'gc.v1': 'scheduler',
  'grpc.v1':
    'containers content cri diff events healthcheck images introspection leases namespaces snapshots tasks version sandbox-controllers sandboxes streaming transfer',
  'internal.v1': 'opt tracing',
  'lease.v1': 'manager',
  'metadata.v1': 'bolt',
  'nri.v1': 'nri',
  'runtime.v2': 'task',
  'sandbox.store.v1': 'local',
  'service.v1':
    'containers-service content-service diff-service images-service introspection-service namespaces-service snapshots-service tasks-service',
  'snapshotter.v1': 'blockfile btrfs devmapper native overlayfs zfs',
  'streaming.v1': 'manager',
  'tracing.processor.v1': 'otlp',
  'transfer.v1': 'local',
  'warning.v1': 'deprecations',
};
const GENERATION_1 = {
  'internal.v1': 'restart',
  'monitor.v1': 'cgroups',
  'runtime.v1': 'linux',
  'runtime.v2': 'shim',
  'sandbox.controller.v1': 'local',
  'service.v1': 'leases-service',
  'snapshotter.v1': 'aufs',
};
const GENERATION_2 = {
  'cri.v1': 'images runtime',
  'differ.v1': 'erofs',
  'image-verifier.v1': 'bindir',
  'monitor.container.v1': 'restart',
  'monitor.task.v1': 'cgroups',
  'podsandbox.controller.v1': 'podsandbox',
  'sandbox.controller.v1': 'shim',
  'shim.v1': 'manager',
  'snapshotter.v1': 'erofs',
  'ttrpc.v1': 'otelttrpc',
};

function names(byType: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(byType).flatMap(([type, ids]) =>
    ids.split(' ').map((id) => `io.containerd.${type}.${id}`),
  );
}

const FIRST: ReadonlySet<string> = new Set([...names(EVERYWHERE), ...names(GENERATION_1)]);
const SECOND: ReadonlySet<string> = new Set([...names(EVERYWHERE), ...names(GENERATION_2)]);

/** A required plugin that is disabled, or that no release of its time has: the daemon exits. */
export function missingRequirement(
  config: ContainerdConfig,
  rules: ContainerdRules,
): Stop | undefined {
  const off = new Set(config.disabled.map(({ value }) => value));
  const proxies = config.files.flatMap(({ root }) => [
    ...mapEntries(field(root, 'proxy_plugins', keyRule(rules))).keys(),
  ]);
  const missing = config.required.find(
    ({ value }) => off.has(value) || !isKnown(value, config, rules, proxies),
  );
  return (
    missing &&
    fatal(
      `the required plugin "${missing.value}" is not loaded, and the daemon exits`,
      missing.origin,
    )
  );
}

function isKnown(
  name: string,
  { version }: ContainerdConfig,
  rules: ContainerdRules,
  proxies: readonly string[],
): boolean {
  if (proxies.some((proxy) => name === proxy || name.endsWith(`.${proxy}`))) return true;
  if (rules.has('generation2')) {
    // Releases after those that were measured have plugins of their own.
    return (
      SECOND.has(name) || (rules.has('builtInConfigPath') && name.startsWith('io.containerd.'))
    );
  }
  return version === 1 ? [...FIRST].some((full) => full.endsWith(`.${name}`)) : FIRST.has(name);
}

/** The plugins of containerd 2 that have settings, CRI's apart. */
const WITH_SETTINGS: readonly string[] = names({
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
