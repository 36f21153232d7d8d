// convertMirrors: the mirrors of one format as new files of another.
import { formats, type OpenFile, type WantedMirror } from '../formats/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { sameEndpoint } from '../model/endpoint.ts';
import { attempt, MirrorConfError } from '../model/error.ts';
import type { Format } from '../model/format.ts';
import type { Mirror } from '../model/mirror.ts';
import type { Plan, RegistryMirrors } from '../model/plan.ts';
import { before, parseTarget } from '../model/target.ts';
import { addMirrors } from './add-mirrors.ts';
import { openFile } from './open.ts';
import { isSameMirror, wantedMirror } from './wanted.ts';

/** A new file. The path is relative to where the engine keeps such files. */
export interface ConvertedFile {
  readonly path: string;
  readonly text: string;
  /** What to know about it: releases that do not read it all, for example. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the new format cannot say, and why. Without a mirror, the registry itself is meant. */
export interface ConversionLoss {
  readonly registry: string;
  readonly mirror?: Mirror;
  readonly code: string;
  readonly message: string;
}

export interface Conversion {
  readonly format: Format;
  readonly files: readonly ConvertedFile[];
  readonly losses: readonly ConversionLoss[];
}

/** How to convert: `target` is the engine that will read the new files. */
export interface ConvertOptions {
  readonly target?: string;
}

/**
 * Writes the mirrors as files of the format `to`: one hosts.toml for each registry, one file for
 * all in the other formats. The engine makes the same requests for them.
 *
 * What the format cannot say is in `losses` and in none of the files, and so is what the entries
 * said of their registries beside the mirrors. Throws `target/unknown` and
 * `target/other-engine`.
 */
export function convertMirrors(
  list: readonly RegistryMirrors[],
  to: Format,
  options: ConvertOptions = {},
): Conversion {
  const losses: ConversionLoss[] = [];
  const kept: Record<string, readonly Mirror[]> = Object.create(null) as Record<
    string,
    readonly Mirror[]
  >;
  for (const { registry, mirrors, unlisted = [] } of list) {
    losses.push(...unlisted.map((each) => ({ registry, ...each })));
    const earlier = kept[registry] ?? [];
    const all = fittingMirrors(registry, earlier, mirrors, to, options, losses);
    if (all.length > 0) kept[registry] = all;
  }
  if ('*' in kept) losses.push(...list.filter(isBare).map(bareLoss));
  const held = to === 'hosts' ? kept : together(kept, to, options, losses);
  const names = Object.keys(held);
  if (names.length === 0) return { format: to, files: [], losses };
  const groups = to === 'hosts' ? names.map((name) => [name]) : [names];
  const files = groups.map(([name = '']) => {
    const { text, diagnostics } =
      to === 'hosts' ? hostsFile(name, held, options) : oneFile(held, to, options);
    return { path: formats[to].pathOf(name), text, diagnostics };
  });
  return { format: to, files, losses };
}

function isBare({ mirrors }: RegistryMirrors): boolean {
  return mirrors.length === 0;
}

/** An entry without mirrors keeps those of `*` from its registry (engines.md A.4). */
function bareLoss({ registry }: RegistryMirrors): ConversionLoss {
  return {
    registry,
    code: 'registry/without-mirrors',
    message:
      'Its entry has no mirrors and keeps those of "*" from it. The new files have no such entry, so that its images would be asked for there too.',
  };
}

type Kept = Readonly<Record<string, readonly Mirror[]>>;

/**
 * The registry's own server at the end of the list is the end of it in any format; in a hosts.toml
 * it is so only as `server` (engines.md A.5, B.3).
 */
function hostsFile(registry: string, kept: Kept, options: ConvertOptions): Plan {
  const mirrors = kept[registry] ?? [];
  const last = mirrors.at(-1);
  const own = last && isServer(wantedMirror(last), registry) ? last : undefined;
  const start = own ? `server = "${own.url}"\n` : '';
  // Before 1.7.32 a file without a host is thrown away, so the server alone is a host too (B.3).
  const hosts = own && mirrors.length > 1 ? mirrors.slice(0, -1) : mirrors;
  return addMirrors(start, { [registry]: hosts }, { ...options, format: 'hosts', registry });
}

function isServer({ mirror, endpoint }: WantedMirror, registry: string): boolean {
  return endpoint.host === registry && endpoint.root === '/v2' && Object.keys(mirror).length === 1;
}

/** Without the mirrors that one file cannot hold beside those before them. */
function together(kept: Kept, to: Format, options: ConvertOptions, losses: ConversionLoss[]): Kept {
  if (!(attempt(() => oneFile(kept, to, options)) instanceof MirrorConfError)) return kept;
  let held: Kept = {};
  for (const [registry, mirrors] of Object.entries(kept)) {
    for (const mirror of mirrors) {
      const more = { ...held, [registry]: [...(held[registry] ?? []), mirror] };
      const fault = attempt(() => oneFile(more, to, options));
      if (fault instanceof MirrorConfError) {
        losses.push({ registry, mirror, code: fault.code, message: fault.message });
      } else held = more;
    }
  }
  return held;
}

function oneFile(kept: Kept, to: Format, options: ConvertOptions): Plan {
  return addMirrors(startText(to, options), kept, { ...options, format: to });
}

/** The mirrors of a registry that the format can say, behind those that it has said. */
function fittingMirrors(
  registry: string,
  earlier: readonly Mirror[],
  mirrors: readonly Mirror[],
  to: Format,
  options: ConvertOptions,
  losses: ConversionLoss[],
): readonly Mirror[] {
  const { adapter, file } = openFile(startText(to, options), { ...options, format: to });
  const key = attempt(() => adapter.registryKey(registry, file));
  if (key instanceof MirrorConfError) {
    losses.push({ registry, code: key.code, message: key.message });
    return earlier;
  }
  if (key !== registry) {
    losses.push({
      registry,
      code: 'registry/other-name',
      message: `Images of "${key}" are not looked up by "${registry}", so that the mirrors of this entry do not serve them; as mirrors of "${key}" they would. Add them to it if that is meant.`,
    });
    return earlier;
  }
  const fitting = [...earlier];
  const said = earlier.map(wantedMirror);
  for (const mirror of mirrors) {
    const wanted = attempt(() => fittingMirror(mirror, said, key, file, to));
    if (wanted instanceof MirrorConfError) {
      losses.push({ registry, mirror, code: wanted.code, message: wanted.message });
    } else {
      fitting.push(mirror);
      said.push(wanted);
    }
  }
  return fitting;
}

/** Throws for a mirror that the format cannot say, or not beside those that it has said. */
function fittingMirror(
  mirror: Mirror,
  said: readonly WantedMirror[],
  registry: string,
  file: OpenFile,
  to: Format,
): WantedMirror {
  const wanted = wantedMirror(mirror);
  formats[to].checkMirror(wanted, registry, file);
  const there = said.find(({ endpoint }) => sameEndpoint(endpoint, wanted.endpoint));
  if (!there || isSameMirror(there.mirror, wanted.mirror)) return wanted;
  throw new MirrorConfError(
    'mirror/other-settings',
    `"${mirror.url}" is a mirror of "${registry}" already, with other settings, and is written once.`,
  );
}

/** A new config.toml needs a version: 2 is read by every release, 3 from 2.0 on. */
function startText(to: Format, options: ConvertOptions): string {
  if (to !== 'containerd') return '';
  const release = options.target === undefined ? undefined : parseTarget(options.target).release;
  return release && !before(release, [2, 0, 0]) ? 'version = 3\n' : 'version = 2\n';
}
