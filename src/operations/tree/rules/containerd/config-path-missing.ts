// A `config_path` that leads to nothing.
import { isStop } from '../../../../engines/outcome.ts';
import { shown } from '../../../../formats/shown.ts';
import { configPathIn } from '../../config-files.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeRule } from '../tree-rule.ts';

export const configPathMissing: TreeRule<ContainerdMachine> = {
  code: 'containerd/config-path-missing',
  severity: 'warning',
  title: 'The folder of config_path is not there',
  effect:
    'Every release passes over a folder that does not exist, without a word, and pulls from the registries themselves. Where something else than a folder stands, every pull fails, which is an error.',
  remedy: 'Make the folder, or correct the path.',
  source: 'engines.md A.6, D4, D5, CT38',
  saidBy: ['containerd/config-path-multi-root', 'containerd/config-path-relative'],
  bad: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/cert.d"
`,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
    },
    dirs: ['/etc/containerd/certs.d'],
  },
  fix: 'none',
  check: ({ fs, view, roots }) => {
    const written = configPathIn(view.registry, view.rules);
    if (!written || written.value === '' || isStop(view.settings)) return [];
    return roots
      .filter((root) => root !== '' && fs.stat(root) !== 'directory')
      .map((root) => {
        const missing = fs.stat(root) === 'missing';
        return {
          path: written.origin.path,
          range: rangeOf(fs, written.origin),
          ...(!missing && { severity: 'error' as const }),
          message: missing
            ? `${shown(root, 'path')} is not there: containerd passes over it, and no hosts.toml is read. Make the folder, or correct the path.`
            : `${shown(root, 'path')} is no folder, and containerd fails every pull for it. Correct the path.`,
        };
      });
  },
};
