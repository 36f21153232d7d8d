// Top-level tables that version 4 has moved into plugins.
import { isTable, keyRange, type TomlTable } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { rootOf, setting, versionOf } from '../facts.ts';

const MOVED: Readonly<Record<string, { readonly keys?: readonly string[]; readonly to: string }>> =
  {
    grpc: { to: 'plugins."io.containerd.server.v1.grpc"' },
    ttrpc: { to: 'plugins."io.containerd.server.v1.ttrpc"' },
    debug: { keys: ['address', 'uid', 'gid'], to: 'plugins."io.containerd.server.v1.debug"' },
    metrics: { to: 'plugins."io.containerd.server.v1.metrics"' },
  };

export const v4LegacySection: Rule = {
  code: 'containerd/v4-legacy-section',
  severity: 'warning',
  title: 'A version 4 file has a section of version 3',
  effect:
    'Version 4 has moved `[grpc]`, `[ttrpc]`, `[metrics]` and the address of `[debug]` into plugins, and only older files are carried over. In a version 4 file the old sections have no effect: the servers take their default addresses. `containerd config dump` shows them as if they counted.',
  remedy:
    'Set the version back to 3, or write what `containerd config migrate` makes of the version 3 file.',
  source: 'engines.md A.1, CT52',
  bad: { text: 'version = 4\n[grpc]\n  address = "/run/other.sock"\n' },
  good: { text: 'version = 3\n[grpc]\n  address = "/run/other.sock"\n' },
  fix: 'none',
  check: (file) => {
    if (versionOf(file) !== 4) return [];
    return Object.entries(MOVED).flatMap(([name, { keys, to }]) => {
      const place = setting(rootOf(file), name, file);
      if (!place || !isTable(place.data) || !says(place.data, keys)) return [];
      return [
        {
          range: keyRange(place.node),
          message: `[${name}] of a version 4 file has no effect: that version keeps it in [${to}]. Move it there, or set the version back to 3.`,
        },
      ];
    });
  },
};

function says(table: TomlTable, keys: readonly string[] | undefined): boolean {
  return Object.entries(table).some(
    ([key, value]) =>
      (!keys || keys.includes(key)) && value !== '' && value !== 0 && value !== false,
  );
}
