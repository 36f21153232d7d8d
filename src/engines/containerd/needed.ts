// The plugins without which containerd's CRI plugin does not load: disabling one of them disables it,
// too (engines.md A.3).
import { CRI_IMAGES, CRI_RUNTIME, CRI_V2, snapshotterName, TRANSFER } from './names.ts';
import type { ContainerdRules } from './versions.ts';

const SERVICES = ['containers', 'content', 'diff', 'images', 'introspection', 'namespaces'];

/** Of every release that was measured. */
const ALWAYS: readonly string[] = [
  CRI_V2,
  'io.containerd.content.v1.content',
  'io.containerd.differ.v1.walking',
  'io.containerd.event.v1.exchange',
  'io.containerd.gc.v1.scheduler',
  'io.containerd.metadata.v1.bolt',
  'io.containerd.runtime.v2.task',
  ...[...SERVICES, 'snapshots', 'tasks'].map((name) => `io.containerd.service.v1.${name}-service`),
];

const GENERATION_1: readonly string[] = ['io.containerd.runtime.v1.linux'];
const ONLY_1_6: readonly string[] = ['io.containerd.service.v1.leases-service'];
const ONLY_1_7: readonly string[] = [
  'io.containerd.runtime.v2.shim',
  'io.containerd.sandbox.controller.v1.local',
];
const SINCE_1_7: readonly string[] = [
  'io.containerd.lease.v1.manager',
  'io.containerd.sandbox.store.v1.local',
];
const GENERATION_2: readonly string[] = [
  CRI_IMAGES,
  CRI_RUNTIME,
  'io.containerd.podsandbox.controller.v1.podsandbox',
  'io.containerd.sandbox.controller.v1.shim',
  'io.containerd.shim.v1.manager',
  'io.containerd.warning.v1.deprecations',
];
const WITH_TRANSFER: readonly string[] = [TRANSFER, 'io.containerd.image-verifier.v1.bindir'];

/** By the names that a configuration of the version has for them. */
export function neededPlugins(
  version: number,
  rules: ContainerdRules,
  snapshotter: string,
): readonly string[] {
  const names = [...ofRelease(rules), snapshotterName(snapshotter)];
  if (rules.has('generation2') || version !== 1) return names;
  return names.map((name) => name.slice(name.lastIndexOf('.') + 1));
}

function ofRelease(rules: ContainerdRules): readonly string[] {
  const transfer = rules.has('transferService') ? WITH_TRANSFER : [];
  if (rules.has('generation2')) return [...ALWAYS, ...SINCE_1_7, ...GENERATION_2, ...transfer];
  const minor = rules.has('pluginPrefix') ? [...SINCE_1_7, ...ONLY_1_7] : ONLY_1_6;
  return [...ALWAYS, ...GENERATION_1, ...minor];
}
