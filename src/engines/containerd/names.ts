// The names that containerd's plugins have in its configuration (engines.md A.1).

/** The CRI plugin up to config version 1. */
export const CRI_V1 = 'cri';
/** The CRI plugin in config version 2; from containerd 2 on only its server. */
export const CRI_V2 = 'io.containerd.grpc.v1.cri';
/** What pulls images for CRI from config version 3 on. */
export const CRI_IMAGES = 'io.containerd.cri.v1.images';
/** What runs containers for CRI from config version 3 on. */
export const CRI_RUNTIME = 'io.containerd.cri.v1.runtime';
export const TRANSFER = 'io.containerd.transfer.v1.local';

/** A plugin's full name for the short one of version 1; a name with a dot is full. */
export function fullName(name: string): string {
  if (name.includes('.')) return name;
  const full = FULL_NAMES.get(name);
  if (full !== undefined) return full;
  if (SNAPSHOTTERS.has(name)) return snapshotterName(name);
  if (name.endsWith('-service')) return `io.containerd.service.v1.${name}`;
  return `io.containerd.grpc.v1.${name}`;
}

export function snapshotterName(name: string): string {
  return `io.containerd.snapshotter.v1.${name}`;
}

/** Of what images are pulled with and is no service; other short names are taken for `grpc.v1`. */
const FULL_NAMES: ReadonlyMap<string, string> = new Map([
  [CRI_V1, CRI_V2],
  ['bolt', 'io.containerd.metadata.v1.bolt'],
  ['opt', 'io.containerd.internal.v1.opt'],
  ['scheduler', 'io.containerd.gc.v1.scheduler'],
  ['task', 'io.containerd.runtime.v2.task'],
]);

const SNAPSHOTTERS: ReadonlySet<string> = new Set([
  'aufs',
  'btrfs',
  'devmapper',
  'native',
  'overlayfs',
  'zfs',
]);

/** Of all releases; which of them run is the machine's business. */
export const BUILT_IN_SNAPSHOTTERS: ReadonlySet<string> = new Set([
  ...SNAPSHOTTERS,
  'blockfile',
  'erofs',
]);
