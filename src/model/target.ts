// Which engine, and which release of it, will read a file.
import { MirrorConfError } from './error.ts';
import { IMAGE_LIBRARY, type LibraryTable } from './image-library.ts';

/** The three readers of mirror configuration; Podman, CRI-O and skopeo share one library. */
export type EngineFamily = 'containerd' | 'containers-image' | 'buildkit';

/** An engine and, when known, the release of the family's reader. */
export interface Target {
  readonly family: EngineFamily;
  /** Of the family (`5.35` of containers-image for Podman 5.5); `undefined`: any release. */
  readonly release: Release | undefined;
  /** As the caller wrote it. */
  readonly text: string;
}

/** Numbers compare as release numbers do; a development version is after all of them. */
export type Release = readonly [major: number, minor: number, patch: number];

const MAIN: Release = [Number.MAX_SAFE_INTEGER, 0, 0];

const FAMILIES: Readonly<Record<string, EngineFamily>> = {
  containerd: 'containerd',
  'containers-image': 'containers-image',
  podman: 'containers-image',
  'cri-o': 'containers-image',
  skopeo: 'containers-image',
  buildah: 'containers-image',
  buildkit: 'buildkit',
};

/**
 * Reads `containerd`, `containerd@2.2.1`, `containerd@main`, `podman@5.4`, `cri-o`,
 * `containers-image@5.35` or `buildkit@0.13`. A missing patch number counts as 0.
 *
 * Throws `target/unknown` for another engine or a release that is no number.
 */
export function parseTarget(text: string): Target {
  const match = /^([a-z-]+)(?:@v?(?:(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+~].*)?|main))?$/.exec(text);
  const engine = match?.[1] ?? '';
  const family = Object.hasOwn(FAMILIES, engine) ? FAMILIES[engine] : undefined;
  if (!match || !family) {
    throw new MirrorConfError(
      'target/unknown',
      `"${text}" is no target. Write an engine (${Object.keys(FAMILIES).join(', ')}), with a release if it is known: "containerd@2.2.1".`,
    );
  }
  const own = release(match, text);
  const table = Object.hasOwn(IMAGE_LIBRARY, engine) ? IMAGE_LIBRARY[engine] : undefined;
  return { family, release: own && table ? libraryRelease(own, table) : own, text };
}

/** Whether release `a` comes before `b`. */
export function before(a: Release, b: Release): boolean {
  for (let part = 0; part < 3; part++) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The library's release in a program's; the newest for a program that is newer than the table. */
function libraryRelease(own: Release, table: LibraryTable): Release {
  const rows = table.map(([first, minor]) => ({ first: parts(first), minor }));
  const last = rows.at(-1);
  if (last && before(last.first, [own[0], own[1], 0])) return MAIN;
  const row = rows.findLast(({ first }) => !before(own, first));
  return [5, row?.minor ?? 0, 0];
}

function parts(text: string): Release {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

function release(match: RegExpExecArray, text: string): Release | undefined {
  if (text.endsWith('@main')) return MAIN;
  if (match[2] === undefined) return undefined;
  return [Number(match[2]), Number(match[3] ?? 0), Number(match[4] ?? 0)];
}
