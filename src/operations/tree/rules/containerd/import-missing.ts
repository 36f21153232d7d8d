// An entry of `imports` that leads to no file.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeRule } from '../tree-rule.ts';

export const importMissing: TreeRule<ContainerdMachine> = {
  code: 'containerd/import-missing',
  severity: 'error',
  title: 'A file that is imported is not there',
  effect:
    'Every release exits at the start when a file that `imports` names cannot be read. `containerd config dump` of containerd 2 hides it and ends with 0. A pattern with a `*` may match nothing.',
  remedy: 'Put the file there, correct the path, or write a pattern.',
  source: 'engines.md A.8, X11 I8, F24, CT40',
  bad: {
    target: 'containerd@1.7.24',
    files: {
      '/etc/containerd/config.toml': 'version = 2\nimports = ["/etc/containerd/mirrors.toml"]\n',
    },
  },
  good: {
    target: 'containerd@1.7.24',
    files: {
      '/etc/containerd/config.toml': 'version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\n',
    },
  },
  fix: 'none',
  check: ({ fs, missing }) =>
    missing.map(({ path, entry }) => ({
      path: entry.origin.path,
      range: rangeOf(fs, entry.origin),
      message: `${path} cannot be read, and containerd exits at the start for it. Put the file there, or correct the path.`,
    })),
};
