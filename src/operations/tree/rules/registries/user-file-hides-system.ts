// A user's own registries.conf, which keeps all files of the system from being read.
import { isStop } from '../../../../engines/outcome.ts';
import { field, stringField } from '../../../../engines/toml/data.ts';
import { withoutTrailingSlashes } from '../../../../text/trailing.ts';
import { type RegistriesMachine, registryTables } from '../../registries-machine.ts';
import type { TreeRule } from '../tree-rule.ts';

const SYSTEM = `[[registry]]
  location = "docker.io"
[[registry.mirror]]
  location = "hub.example.net"
`;

export const userFileHidesSystem: TreeRule<RegistriesMachine> = {
  code: 'registries/user-file-hides-system',
  severity: 'warning',
  title: 'The user’s registries.conf hides those of the system',
  effect:
    'In every release `~/.config/containers/registries.conf` is read instead of `/etc/containers/registries.conf` and of all drop-ins beside that. It is an error where mirrors of the system are lost for it.',
  remedy:
    'Put what the user adds into `~/.config/containers/registries.conf.d`, which is read after the files of the system, and take the user’s registries.conf away; or say everything there.',
  source: 'engines.md C.1, S4h, RC42',
  bad: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': SYSTEM,
      '/root/.config/containers/registries.conf': 'unqualified-search-registries = ["docker.io"]\n',
    },
  },
  good: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': SYSTEM,
      '/root/.config/containers/registries.conf.d/10-search.conf':
        'unqualified-search-registries = ["docker.io"]\n',
    },
  },
  fix: 'none',
  check: (machine) => {
    const { hidden, main } = machine.paths;
    if (hidden.length === 0) return [];
    const lost = lostPrefixes(machine);
    const words =
      lost.length > 0 ? `, and with them the mirrors of ${lost.length} of their entries` : '';
    return [
      {
        path: main,
        ...(lost.length > 0 && { severity: 'error' as const }),
        message: `This file is read instead of ${hidden.join(', ')}${words}. Put what is the user’s own into registries.conf.d beside it, or say everything here.`,
      },
    ];
  },
};

/** Prefixes that have mirrors in hidden files and none in those that are read. */
function lostPrefixes(machine: RegistriesMachine): readonly string[] {
  const { config, paths } = machine;
  const kept = new Set(
    isStop(config)
      ? []
      : config.registries.flatMap(({ prefix, mirrors }) => (mirrors.length > 0 ? [prefix] : [])),
  );
  const prefixes = paths.hidden.flatMap((path) =>
    registryTables(machine, path).flatMap((table) => {
      const mirrors = field(table, 'mirror', 'any-case');
      const named =
        stringField(table, 'prefix', 'any-case') ?? stringField(table, 'location', 'any-case');
      if (mirrors?.kind !== 'list' || mirrors.items.length === 0 || !named) return [];
      return [withoutTrailingSlashes(named.value)];
    }),
  );
  return [...new Set(prefixes)].filter((prefix) => !kept.has(prefix));
}
