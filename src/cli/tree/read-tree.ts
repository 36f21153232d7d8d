// Reads the files of a machine that its engines' configuration consists of: the folders where
// engines look by themselves, and what the files found there point to.
import type { Stats } from 'node:fs';
import { join, posix } from 'node:path';
import { hasPattern, partPattern } from '../../go/path.ts';
import type { EngineFamily } from '../../model/target.ts';
import { fileFault } from '../fault.ts';
import type { Host } from '../host.ts';
import { systemCode, systemWords } from '../system-error.ts';
import { decodeUtf8 } from '../utf8.ts';
import { type Mention, mentionsIn } from './mentions.ts';

/** What was read, as the library takes it. Paths are those below the root, as the engine sees them. */
export interface MachineTree {
  readonly files: Readonly<Record<string, string>>;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly dirs: readonly string[];
  readonly links: Readonly<Record<string, string>>;
}

/** Where each engine looks by itself, and below the home of the user that runs it. */
const PLACES: Readonly<Record<EngineFamily, Places>> = {
  containerd: { machine: ['/etc/containerd', '/etc/docker/certs.d'], home: [] },
  'containers-image': {
    machine: ['/etc/containers', '/var/cache/containers/short-name-aliases.conf'],
    home: ['.config/containers', '.cache/containers/short-name-aliases.conf'],
  },
  buildkit: { machine: ['/etc/buildkit'], home: ['.config/buildkit'] },
};

export const FAMILIES = Object.keys(PLACES) as readonly EngineFamily[];

interface Places {
  readonly machine: readonly string[];
  readonly home: readonly string[];
}

/** No configuration and no certificate is larger; what is, is nobody's to read here. */
const LARGEST = 8 * 1024 * 1024;
/** Linux has no longer paths; links in a circle lead to one. */
const LONGEST = 4096;
/** Files that name files that name files: deeper than any engine's configuration goes. */
const ROUNDS = 8;

/** Reads below `root`, which stands for the engine's `/`. Throws a `Fault` for what can't be read. */
export async function readTree(
  root: string,
  home: string,
  families: readonly EngineFamily[],
  host: Host,
): Promise<MachineTree> {
  const found = await host.files.stat(root).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw fileFault(
      root,
      'no-folder',
      'There is no such folder. Name the one that is the engine’s /.',
    );
  }
  const reading = new Reading(root, host);
  for (const family of families) {
    const places = PLACES[family];
    for (const place of places.machine) await reading.visit(place);
    for (const place of places.home) await reading.visit(posix.join(home, place));
  }
  for (let round = 0; round < ROUNDS; round++) {
    const before = reading.visits;
    for (const mention of reading.mentioned()) await reading.follow(mention);
    if (reading.visits === before) break;
  }
  return reading.result();
}

/** How far a visit goes. */
interface Extent {
  readonly config?: boolean;
  readonly levels?: number;
}

/** A root of hosts.toml files has a folder for each host, one of certificates the files alone. */
const LEVELS: Readonly<Record<Mention['kind'], number>> = {
  file: 0,
  pattern: 0,
  certificates: 1,
  hosts: 2,
};

/** What has been read so far. */
class Reading {
  readonly #root: string;
  readonly #host: Host;
  /** By path, how many levels below it have been looked at. */
  readonly #seen = new Map<string, number>();
  readonly #files = new Map<string, string>();
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #dirs = new Set<string>();
  readonly #links = new Map<string, string>();
  /** Paths above others at which no link stands. */
  readonly #folders = new Set<string>();

  /** How many places have been looked at. */
  visits = 0;

  constructor(root: string, host: Host) {
    this.#root = root;
    this.#host = host;
  }

  /** What a setting names. Of a folder only as much is read as the engine looks at. */
  async follow({ path, kind }: Mention): Promise<void> {
    const found = kind === 'pattern' ? await this.#matches(path) : [path];
    for (const each of found) await this.visit(each, { levels: LEVELS[kind] });
  }

  /** A file, a folder with what is in it, or nothing. A link to configuration is such. */
  async visit(
    path: string,
    { config = isConfig(path), levels = Number.POSITIVE_INFINITY }: Extent = {},
  ): Promise<void> {
    if ((this.#seen.get(path) ?? -1) >= levels || path.length > LONGEST) return;
    this.#seen.set(path, levels);
    this.visits++;
    const led = await this.#pastLink(path);
    if (led !== undefined) return this.visit(led, { config, levels });
    const real = join(this.#root, path);
    const found = await this.#standing(real);
    if (!found) return;
    if (found.isSymbolicLink()) {
      const target = await this.#host.files.readlink(real);
      this.#links.set(path, target);
      await this.visit(posix.resolve(posix.dirname(path), target), { config, levels });
    } else if (found.isDirectory()) {
      this.#dirs.add(path);
      const names = levels > 0 ? await this.#names(real) : [];
      for (const name of names) await this.visit(posix.join(path, name), { levels: levels - 1 });
    } else if (!config) {
      // A socket, a device or an archive beside the configuration is nobody's to read.
      if (found.isFile() && found.size <= LARGEST) await this.#read(path, real);
    } else if (!found.isFile()) {
      throw fileFault(
        real,
        'not-regular',
        'This is no regular file, and what an engine would read there cannot be told. Take it away first.',
      );
    } else if (found.size > LARGEST) {
      throw fileFault(
        real,
        'too-large',
        `The file has ${found.size} bytes; no configuration has more than ${LARGEST}. Take it away first.`,
      );
    } else await this.#read(path, real);
  }

  /**
   * The path behind the first link among the folders above it. The system would follow that link
   * from its own `/`, and out of the root.
   */
  async #pastLink(path: string): Promise<string | undefined> {
    for (let end = path.indexOf('/', 1); end !== -1; end = path.indexOf('/', end + 1)) {
      const above = path.slice(0, end);
      if (this.#folders.has(above)) continue;
      const known = this.#links.get(above);
      const target = known ?? (await this.#linkTarget(above));
      if (target === undefined) this.#folders.add(above);
      else {
        this.#links.set(above, target);
        return posix.join(posix.resolve(posix.dirname(above), target), path.slice(end));
      }
    }
    return undefined;
  }

  async #linkTarget(path: string): Promise<string | undefined> {
    const real = join(this.#root, path);
    const found = await this.#standing(real);
    return found?.isSymbolicLink() ? this.#host.files.readlink(real) : undefined;
  }

  /** Nothing where nothing is; what cannot be looked at is not taken for nothing. */
  #standing(real: string): Promise<Stats | undefined> {
    return this.#host.files.lstat(real).catch((error: unknown) => refuse(real, error));
  }

  #names(real: string): Promise<readonly string[]> {
    return this.#host.files.readdir(real).catch((error: unknown) => refuse(real, error) ?? []);
  }

  /** The paths that fit a pattern; one that Go calls bad is for the engine's model to refuse. */
  async #matches(pattern: string): Promise<readonly string[]> {
    let found: readonly string[] = ['/'];
    for (const part of pattern.split('/').filter(Boolean)) {
      const fits = hasPattern(part) ? partPattern(part) : undefined;
      const next: string[] = [];
      for (const folder of found) {
        const names = fits ? (await this.#namesIn(folder)).filter(fits) : [part];
        next.push(...names.map((name) => posix.join(folder, name)));
      }
      found = next;
    }
    return found;
  }

  /** The names in a folder of the engine's, links followed. */
  async #namesIn(folder: string): Promise<readonly string[]> {
    const led = await this.#pastLink(posix.join(folder, 'name'));
    if (led === undefined) return this.#names(join(this.#root, folder));
    return led.length > LONGEST ? [] : this.#namesIn(posix.dirname(led));
  }

  /** What the files read so far name. */
  mentioned(): readonly Mention[] {
    return [...this.#files].flatMap(([path, text]) =>
      isConfig(path) ? mentionsIn(text, path) : [],
    );
  }

  result(): MachineTree {
    return {
      files: Object.fromEntries(this.#files),
      bytes: this.#bytes,
      dirs: [...this.#dirs],
      links: Object.fromEntries(this.#links),
    };
  }

  async #read(path: string, real: string): Promise<void> {
    const bytes = await this.#host.files.readFile(real).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw fileFault(real, 'unreadable', `The file cannot be read: ${systemWords(error)}.`);
    });
    if (!bytes) return;
    const text = decodeUtf8(bytes);
    const isText = typeof text === 'string';
    if (!isText && isConfig(path)) {
      throw fileFault(
        real,
        'not-utf8',
        `The file is not UTF-8: the byte at offset ${text.badByte} begins no character. No engine reads it; convert it first.`,
      );
    }
    // A certificate in binary form is there for the engine, whatever it says.
    this.#files.set(path, isText ? text : bytes.toString('latin1'));
    this.#bytes.set(path, bytes);
  }
}

/** Whether an engine may read the file as configuration. */
function isConfig(path: string): boolean {
  return /\.(toml|conf)$/.test(path);
}

/** Nothing is there, or nothing can be. */
const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

function refuse(real: string, error: unknown): undefined {
  if (MISSING.has(systemCode(error) ?? '')) return undefined;
  throw fileFault(
    real,
    'unreadable',
    `What is there cannot be told: ${systemWords(error)}. Run the command as a user who may read it.`,
  );
}
