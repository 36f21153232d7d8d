// A drop-in in version 1 of the format.

import { field } from '../../../../engines/toml/data.ts';
import { VERSION_1_TABLES } from '../../../../formats/registries/keys.ts';
import { rangeOf } from '../../place-range.ts';
import { dataOf, type RegistriesMachine } from '../../registries-machine.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

export const version1DropIn: TreeRule<RegistriesMachine> = {
  code: 'registries/version-1-drop-in',
  severity: 'error',
  title: 'A drop-in is in version 1 of the format',
  effect:
    'Every release refuses the configuration whole for a drop-in with `[registries.search]`, `[registries.insecure]` or `[registries.block]`. The main file may be in version 1.',
  remedy:
    'Write `unqualified-search-registries` for `search`, and a `[[registry]]` with `insecure` or `blocked` for each of the others.',
  source: 'engines.md C.8, S4d, RC36',
  bad: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf.d/50-search.conf':
        '[registries.search]\nregistries = ["docker.io"]\n',
    },
  },
  good: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf.d/50-search.conf':
        'unqualified-search-registries = ["docker.io"]\n',
    },
  },
  fix: 'none',
  check: (machine) =>
    machine.paths.dropIns.flatMap((path): readonly TreeFault[] => {
      const lists = field(dataOf(machine, path), 'registries', 'any-case');
      const list = VERSION_1_TABLES.map((name) =>
        field(field(lists, name, 'any-case'), 'registries', 'any-case'),
      ).find((each) => each?.kind === 'list' && each.items.length > 0);
      if (!list) return [];
      return [
        {
          path,
          range: rangeOf(machine.fs, list.origin),
          message:
            'A drop-in must be in version 2 of the format, and every command that reads the configuration fails for this one. Write [[registry]] tables and unqualified-search-registries instead.',
        },
      ];
    }),
};
