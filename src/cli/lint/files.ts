// Which files a path means: a file itself, or the configuration files below a folder.
import { join, resolve } from 'node:path';
import { detectFormat } from '../../index.ts';
import type { Host } from '../host.ts';
import { readExisting, type Source } from '../source.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * In the order of the names, each file once; what is below a folder and is no engine's file is left
 * out.
 */
export async function readSources(names: readonly string[], host: Host): Promise<Source[]> {
  const sources = new Map<string, Source>();
  const add = (source: Source): unknown =>
    sources.has(placeOf(source)) || sources.set(placeOf(source), source);
  for (const name of names) {
    if (name !== '-' && (await isFolder(name, host))) {
      for (const below of await filesBelow(name, host)) {
        const source = await readBelow(below, host);
        if (source && isEngineFile(source)) add(source);
      }
    } else add(await readExisting(name, host));
  }
  return [...sources.values()];
}

function placeOf({ path, name }: Source): string {
  return path ?? name;
}

async function isFolder(name: string, { files, folder }: Host): Promise<boolean> {
  const found = await files.stat(resolve(folder, name)).catch(() => undefined);
  return found?.isDirectory() === true;
}

async function filesBelow(name: string, host: Host): Promise<readonly string[]> {
  const entries = await host.files.readdir(resolve(host.folder, name), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(name, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) names.push(...(await filesBelow(path, host)));
    } else if ((entry.isFile() || entry.isSymbolicLink()) && /\.(toml|conf)$/.test(entry.name)) {
      names.push(path);
    }
  }
  return names;
}

/** `undefined` for what cannot be read and need not be an engine's. */
async function readBelow(name: string, host: Host): Promise<Source | undefined> {
  try {
    return await readExisting(name, host);
  } catch (error) {
    if (isNamedByEngine(name)) throw error;
    return undefined;
  }
}

function isEngineFile({ text, name }: Source): boolean {
  return isNamedByEngine(name) || (TELLING.test(text) && detectFormat(text) !== undefined);
}

/** Many programs have a `config.toml`: by that name alone a file is nobody's. */
function isNamedByEngine(name: string): boolean {
  const anybodys = /(^|[/\\])config\.toml$/.test(name) && !/containerd/.test(name);
  return !anybodys && detectFormat('', name) !== undefined;
}

/**
 * What other programs' files do not have. They too have a `version`, `plugins`, a `server` or a
 * `[registry]`, by which a text that is known to be an engine's is told apart.
 */
const TELLING = new RegExp(
  [
    String.raw`io\.containerd\.`,
    String.raw`^\s*\[\s*plugins\s*\.\s*["']?cri\b`,
    String.raw`^\s*(disabled_plugins|required_plugins|oom_score)\s*=`,
    String.raw`^\s*\[+\s*host\s*\.`,
    String.raw`^\s*server\s*=\s*["']https?://`,
    String.raw`^\s*\[\[\s*["']?registry\b`,
    String.raw`^\s*["']?registry["']?\s*=\s*\[`,
    String.raw`^\s*(unqualified-search-registries|short-name-mode|credential-helpers)\s*=`,
    String.raw`^\s*\[\s*registries\s*\.\s*(search|insecure|block)\b`,
    String.raw`^\s*\[\s*registry\s*\.\s*(["']|mirrors\b|configs\b)`,
    String.raw`^\s*\[\s*worker\s*\.\s*(oci|containerd)\b`,
  ].join('|'),
  'm',
);
