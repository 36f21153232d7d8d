// An entry of one file that puts out the entry of another one whole.
import type { Replaced } from '../../../../engines/containers-image/config.ts';
import type { Registry } from '../../../../engines/containers-image/registries.ts';
import { isStop } from '../../../../engines/outcome.ts';
import { shown } from '../../../../formats/shown.ts';
import { placeText, rangeOf } from '../../place-range.ts';
import type { RegistriesMachine } from '../../registries-machine.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const MAIN = `[[registry]]
  location = "docker.io"
[[registry.mirror]]
  location = "hub.example.net"
`;

export const dropInReplacesEntry: TreeRule<RegistriesMachine> = {
  code: 'registries/drop-in-replaces-entry',
  severity: 'warning',
  title: 'A later file replaces the whole entry of a registry',
  effect:
    'In every release the last file with a prefix counts alone: mirrors, `insecure` and `blocked` of the earlier entry are gone, nothing is joined. Where that leaves a registry without any mirror, and it is not blocked, it is an error.',
  remedy: 'Keep all settings of a registry in one file.',
  source: 'engines.md C.10, S4, S4k, RC21',
  bad: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': MAIN,
      '/etc/containers/registries.conf.d/50-more.conf': `[[registry]]
  location = "docker.io"
[[registry.mirror]]
  location = "mirror.example.net"
`,
    },
  },
  good: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': MAIN,
      '/etc/containers/registries.conf.d/50-more.conf': `[[registry]]
  location = "ghcr.io"
[[registry.mirror]]
  location = "mirror.example.net"
`,
    },
  },
  fix: 'none',
  check: (machine) => {
    const { config } = machine;
    if (isStop(config)) return [];
    return config.replaced.flatMap((replaced) => {
      const now = config.registries.find(({ prefix }) => prefix === replaced.registry.prefix);
      return now ? faultOf(replaced, now, machine) : [];
    });
  },
};

function faultOf(
  { registry }: Replaced,
  now: Registry,
  { fs }: RegistriesMachine,
): readonly TreeFault[] {
  // Two entries of one file are the business of that file alone.
  if (now.origin.path === registry.origin.path || !saysAnything(registry)) return [];
  const lost = registry.mirrors.length > 0 && now.mirrors.length === 0 && !now.blocked;
  const here = placeText(fs, registry.origin);
  return [
    {
      path: now.origin.path,
      range: rangeOf(fs, now.origin),
      ...(lost && { severity: 'error' as const }),
      message: `This entry replaces all that ${here} says of ${shown(registry.prefix, 'registry')}${lost ? ', and leaves it without a mirror' : ''}: entries of several files are not joined. Keep all settings of a registry in one file.`,
    },
  ];
}

function saysAnything({
  mirrors,
  blocked,
  mirrorByDigestOnly,
  upstream,
  prefix,
}: Registry): boolean {
  const moved = upstream.location !== '' && upstream.location !== prefix;
  return mirrors.length > 0 || blocked || mirrorByDigestOnly || upstream.insecure || moved;
}
