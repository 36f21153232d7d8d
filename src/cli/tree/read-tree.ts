// Reads the files of a machine that its engines' configuration consists of: the folders where
// engines look by themselves, and what the files found there point to.
import { join, posix } from 'node:path';
import type { EngineFamily } from '../../model/target.ts';
import { decode, isTable, type TomlValue } from '../../toml/index.ts';
import { fileFault } from '../fault.ts';
import type { Host } from '../host.ts';
import { systemCode, systemWords } from '../system-error.ts';
import { decodeUtf8 } from '../utf8.ts';

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
    const before = reading.size;
    for (const path of reading.mentioned()) await reading.visit(path);
    if (reading.size === before) break;
  }
  return reading.result();
}

/** What has been read so far. */
class Reading {
  readonly #root: string;
  readonly #host: Host;
  readonly #seen = new Set<string>();
  readonly #files = new Map<string, string>();
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #dirs: string[] = [];
  readonly #links = new Map<string, string>();
  /** Paths above others at which no link stands. */
  readonly #folders = new Set<string>();

  constructor(root: string, host: Host) {
    this.#root = root;
    this.#host = host;
  }

  get size(): number {
    return this.#seen.size;
  }

  /** A file, a folder with all that is in it, or nothing. A link to configuration is such. */
  async visit(path: string, config: boolean = isConfig(path)): Promise<void> {
    if (this.#seen.has(path) || path.length > LONGEST) return;
    const { files } = this.#host;
    const led = await this.#pastLink(path);
    if (led !== undefined) {
      this.#seen.add(path);
      return this.visit(led, config);
    }
    const real = join(this.#root, path);
    const found = await files.lstat(real).catch(() => undefined);
    if (!found) return;
    this.#seen.add(path);
    if (found.isSymbolicLink()) {
      const target = await files.readlink(real);
      this.#links.set(path, target);
      await this.visit(posix.resolve(posix.dirname(path), target), config);
    } else if (found.isDirectory()) {
      this.#dirs.push(path);
      const names = await files.readdir(real).catch(() => []);
      for (const name of names) await this.visit(posix.join(path, name));
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
    const found = await this.#host.files.lstat(real).catch(() => undefined);
    return found?.isSymbolicLink() ? this.#host.files.readlink(real) : undefined;
  }

  /** Paths and folders of patterns that the files read so far name. */
  mentioned(): readonly string[] {
    return [...this.#files].flatMap(([path, text]) => {
      if (!isConfig(path)) return [];
      return stringsIn(decode(text).data).flatMap((value) => pathsIn(value, posix.dirname(path)));
    });
  }

  result(): MachineTree {
    return {
      files: Object.fromEntries(this.#files),
      bytes: this.#bytes,
      dirs: this.#dirs,
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

function stringsIn(value: TomlValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isTable(value) ? Object.values(value).flatMap(stringsIn) : [];
}

/** `config_path` may hold several; of a pattern the folder above its first wildcard is read. */
function pathsIn(value: string, folder: string): readonly string[] {
  return value.split(':').flatMap((part) => {
    const fixed = part.replace(/[*?[].*$/, (rest) => (rest === '' ? '' : '\u0000'));
    const path = fixed.endsWith('\u0000') ? posix.dirname(`${fixed.slice(0, -1)}x`) : fixed;
    if (path.startsWith('/')) return path.split('/').length > 2 ? [path] : [];
    return /\.(toml|conf|crt|pem|cert|key)$/.test(path) || fixed !== part
      ? [posix.join(folder, path)]
      : [];
  });
}
