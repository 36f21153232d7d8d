// A machine's files as rules for Podman, CRI-O, Buildah and skopeo look at them.
import { type ImageConfig, loadImageConfig } from '../../engines/containers-image/config.ts';
import { type RegistryFiles, registryFiles } from '../../engines/containers-image/files.ts';
import { imageRules } from '../../engines/containers-image/versions.ts';
import { type ParserName, parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import type { Stop } from '../../engines/outcome.ts';
import { type Data, field } from '../../engines/toml/data.ts';
import { readToml } from '../../engines/toml/read.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import { homeOf } from '../explain-pull.ts';

export interface RegistriesMachine {
  readonly fs: FileSystem;
  readonly home: string;
  readonly target: Target;
  readonly parser: ParserName;
  readonly paths: RegistryFiles;
  /** Those of the main file and the drop-ins that are there, in the order in which they count. */
  readonly files: readonly string[];
  readonly config: ImageConfig | Stop;
}

export function registriesMachine(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): RegistriesMachine {
  const fs = fileSystem(tree, options);
  const home = options.home ?? homeOf(tree);
  const parser = parserOf(target);
  const paths = registryFiles(fs, home);
  const files = [paths.main, ...paths.dropIns].filter((path) => fs.stat(path) === 'file');
  const config = loadImageConfig(fs, home, parser, imageRules(target.release));
  return { fs, home, target, parser, paths, files, config };
}

/** The data of a file; `undefined` for one that is no TOML. */
export function dataOf({ fs, parser }: RegistriesMachine, path: string): Data | undefined {
  const read = readToml(fs.read(path) ?? '', path, parser);
  return 'message' in read ? undefined : read.root;
}

/** The `[[registry]]` tables of a file. */
export function registryTables(machine: RegistriesMachine, path: string): readonly Data[] {
  const list = field(dataOf(machine, path), 'registry', 'any-case');
  return list?.kind === 'list' ? list.items : [];
}
