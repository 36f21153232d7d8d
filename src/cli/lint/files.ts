// Which files a path means: a file itself, or the configuration files below a folder.
import { join, resolve } from 'node:path';
import { detectFormat } from '../../index.ts';
import type { Host } from '../host.ts';
import { readExisting, type Source } from '../source.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** In the order of the names; what is below a folder and is no engine's file is left out. */
export async function readSources(names: readonly string[], host: Host): Promise<Source[]> {
  const sources: Source[] = [];
  for (const name of names) {
    if (name !== '-' && (await isFolder(name, host))) {
      for (const below of await filesBelow(name, host)) {
        const source = await readExisting(below, host);
        if (isEngineFile(source)) sources.push(source);
      }
    } else sources.push(await readExisting(name, host));
  }
  return sources;
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
    } else if (/\.(toml|conf)$/.test(entry.name)) names.push(path);
  }
  return names;
}

/** Many programs have a `config.toml`: by that name alone a file is nobody's. */
function isEngineFile({ text, name }: Source): boolean {
  if (detectFormat(text) !== undefined) return true;
  const anybodys = /(^|[/\\])config\.toml$/.test(name) && !/containerd/.test(name);
  return !anybodys && detectFormat(text, name) !== undefined;
}
