// Drop-ins in the folder that is meant for them, and no `imports` that leads there.
import { MAIN_FILE } from '../../../../engines/containerd/imports.ts';
import { joinPath } from '../../../../go/path.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';

const FOLDER = '/etc/containerd/conf.d';

export const confDNotImported: TreeRule<ContainerdMachine> = {
  code: 'containerd/conf.d-not-imported',
  severity: 'error',
  title: 'A file in conf.d is imported by nobody',
  effect:
    'Every release reads only what the `imports` of a file lead to. From 2.2 on `containerd config default` and `config dump` print `imports` with this folder, yet it is not followed unless the main file says so itself; without a main file nothing in it is read.',
  remedy: `Put \`imports = ["${FOLDER}/*.toml"]\` above the first table of the main file.`,
  source: 'engines.md A.8, X7, CT44',
  bad: {
    target: 'containerd@2.2.7',
    files: {
      '/etc/containerd/config.toml': 'version = 3\n',
      '/etc/containerd/conf.d/mirrors.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
    },
    dirs: ['/etc/containerd/certs.d'],
  },
  good: {
    target: 'containerd@2.2.7',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
`,
      '/etc/containerd/conf.d/mirrors.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
    },
    dirs: ['/etc/containerd/certs.d'],
  },
  fix: 'none',
  check: ({ fs, files }) => {
    const loaded = new Set(files.map(({ path }) => fs.resolve(path)));
    return fs
      .list(FOLDER)
      .map((name) => joinPath(FOLDER, name))
      .filter((path) => path.endsWith('.toml') && fs.read(path)?.trim())
      .filter((path) => !loaded.has(fs.resolve(path)))
      .map((path) => ({
        path,
        message: `No imports lead to this file, and containerd does not read it, whatever "config dump" shows. Put imports = ["${FOLDER}/*.toml"] above the first table of ${MAIN_FILE}.`,
      }));
  },
};
