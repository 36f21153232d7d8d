// The plugins that containerd brings along, by their names in its configuration (engines.md A.3).

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

export function pluginNames(byType: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(byType).flatMap(([type, ids]) =>
    ids.split(' ').map((id) => `io.containerd.${type}.${id}`),
  );
}

const FIRST: ReadonlySet<string> = new Set([
  ...pluginNames(EVERYWHERE),
  ...pluginNames(GENERATION_1),
]);
const SECOND: ReadonlySet<string> = new Set([
  ...pluginNames(EVERYWHERE),
  ...pluginNames(GENERATION_2),
]);

/** What decides which names a plugin may be required by. */
export interface PluginNaming {
  readonly generation: 1 | 2;
  /** Version 1 files of containerd 1 have the ends of the names alone. */
  readonly short: boolean;
  /** Releases after those that were measured may have others of the same kind. */
  readonly open: boolean;
}

export function hasPlugin(name: string, { generation, short, open }: PluginNaming): boolean {
  const own = generation === 1 ? FIRST : SECOND;
  if (short) return !name.includes('.') && [...own].some((full) => full.endsWith(`.${name}`));
  return own.has(name) || (open && name.startsWith('io.containerd.'));
}
