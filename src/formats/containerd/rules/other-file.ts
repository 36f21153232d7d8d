// `[host."https://…"]`, `[registry."docker.io"]` and `registry-mirrors` in a config.toml.

import type { Severity } from '../../../model/diagnostic.ts';
import { isTable, keyRange, type TomlValue } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, rootOf } from '../facts.ts';

interface Foreign {
  readonly home: string;
  readonly severity?: Severity;
  readonly fits: (value: TomlValue) => boolean;
}

const isText = (value: TomlValue): boolean => typeof value === 'string';

/** By the key at the top of the file, which containerd has no use for. */
const FOREIGN: Readonly<Record<string, Foreign>> = {
  host: { home: "a registry's hosts.toml", fits: isTable },
  server: { home: "a registry's hosts.toml", fits: isText },
  registry: { home: 'a buildkitd.toml', fits: hasMirrorLists },
  'registry-mirrors': { home: "Docker's daemon.json", fits: Array.isArray },
  'insecure-registries': {
    home: "Docker's daemon.json",
    severity: 'warning',
    fits: Array.isArray,
  },
};

export const otherFile: Rule = {
  code: 'containerd/other-file',
  severity: 'error',
  title: 'Mirrors are written as in a file of another kind',
  effect:
    'containerd looks for mirrors in its plugins’ tables alone. At the top of the file these are unknown keys: nothing on 1.x, a warning in the log on 2.x, and no mirror is used.',
  remedy:
    'Write hosts into `certs.d/REGISTRY/hosts.toml` below `config_path`, and mirrors into the `registry` table of the plugin that pulls images.',
  source: 'engines.md A.1, A.9, B.3, D',
  bad: {
    text: `version = 2
[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'none',
  check: (file) =>
    members(rootOf(file)).flatMap(([key, { node, data }]) => {
      const foreign = Object.hasOwn(FOREIGN, key) ? FOREIGN[key] : undefined;
      if (!foreign?.fits(data)) return [];
      return [
        {
          range: keyRange(node),
          message: `${shown(key, 'key')} belongs into ${foreign.home}: containerd passes over it here. Write it there, or as a table of the plugin that pulls images.`,
          ...(foreign.severity && { severity: foreign.severity }),
        },
      ];
    }),
};

/** `[registry."docker.io"]` with `mirrors`, as BuildKit has it. */
function hasMirrorLists(value: TomlValue): boolean {
  return (
    isTable(value) &&
    Object.values(value).some((each) => isTable(each) && Array.isArray(each['mirrors']))
  );
}
