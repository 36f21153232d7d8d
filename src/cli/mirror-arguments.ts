// Which mirrors the arguments ask for: those of `--mirrors`, or of `-m` REGISTRY=URL; for `remove`
// also a registry or a URL alone.
import type { MirrorMap, MirrorSelection } from '../index.ts';
import { misuse } from './fault.ts';
import type { MirrorFlags } from './flags.ts';
import type { Host } from './host.ts';
import { readMirrorsFile } from './mirrors-file.ts';

/** The mirrors that `-m` or `--mirrors` asks for. */
export async function askedMirrors(flags: MirrorFlags, host: Host): Promise<MirrorMap> {
  if (flags.mirrors !== undefined) return readMirrorsFile(flags.mirrors, host);
  return mirrorMap(flags.mirror ?? nothingAsked());
}

/** What `-m` or `--mirrors` selects. */
export async function askedSelections(
  flags: MirrorFlags,
  host: Host,
): Promise<readonly MirrorSelection[]> {
  if (flags.mirrors === undefined) return mirrorSelections(flags.mirror ?? nothingAsked());
  return mapSelections(await readMirrorsFile(flags.mirrors, host));
}

/** The map of REGISTRY=URL arguments; a registry named again gets one more mirror. */
function mirrorMap(values: readonly string[]): MirrorMap {
  const pairs = values.map((value) => {
    const { registry, url } = parts(value);
    if (registry !== undefined && url !== undefined) return [registry, url] as const;
    const what = value.includes('@') ? 'A mirror' : `"${value}"`;
    throw misuse(
      'mirror',
      `${what} is not REGISTRY=URL. Write it such as -m docker.io=https://hub.example.net.`,
    );
  });
  return Object.fromEntries(grouped(pairs));
}

/** What REGISTRY=URL, REGISTRY and URL arguments select, one selection after the other. */
function mirrorSelections(values: readonly string[]): readonly MirrorSelection[] {
  const all = values.map(parts);
  const pairs = all.flatMap(({ registry, url }) =>
    registry !== undefined && url !== undefined ? [[registry, url] as const] : [],
  );
  const registry = all.flatMap((each) => (each.url === undefined ? [each.registry ?? ''] : []));
  const mirror = all.flatMap((each) => (each.registry === undefined ? [each.url ?? ''] : []));
  return [
    ...grouped(pairs).map(([name, urls]) => ({ registry: name, mirror: urls })),
    ...(registry.length > 0 ? [{ registry }] : []),
    ...(mirror.length > 0 ? [{ mirror }] : []),
  ];
}

/** The selections for a map of mirrors; an empty list selects nothing. */
function mapSelections(mirrors: MirrorMap): readonly MirrorSelection[] {
  return Object.entries(mirrors)
    .filter(([, mirror]) => !Array.isArray(mirror) || mirror.length > 0)
    .map(([registry, mirror]) => ({ registry, mirror }));
}

interface Parts {
  readonly registry?: string;
  readonly url?: string;
}

/** A URL may hold `=`, a registry cannot: the first one is the border, unless a URL is before it. */
function parts(value: string): Parts {
  const border = value.indexOf('=');
  const head = border === -1 ? value : value.slice(0, border);
  if (head.includes('://')) return { url: value };
  return border === -1 ? { registry: value } : { registry: head, url: value.slice(border + 1) };
}

function grouped(
  pairs: readonly (readonly [registry: string, url: string])[],
): readonly (readonly [registry: string, urls: readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const [registry, url] of pairs) {
    groups.set(registry, [...(groups.get(registry) ?? []), url]);
  }
  return [...groups];
}

function nothingAsked(): never {
  throw misuse('no-mirrors', 'Which mirrors? Name them with -m or --mirrors.');
}
