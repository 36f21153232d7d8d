// What people should know about a migration: settings that had no effect and are left out, and those
// that have an effect again.

import { keyRule } from '../../engines/containerd/imports.ts';
import { placeOf } from '../../engines/outcome.ts';
import { type Data, field, mapEntries, type Origin } from '../../engines/toml/data.ts';
import { withoutCredentials } from '../../formats/shared.ts';
import type { ContainerdTree } from './containerd-tree.ts';
import { inlineRegistry, isRegistry, movableTls } from './inline-settings.ts';
import type { TreeRemark } from './tree-plan.ts';

export function migrationRemarks(
  there: ContainerdTree,
  registries: readonly string[],
): readonly TreeRemark[] {
  const rule = keyRule(there.rules);
  const { mirrors, configs } = there.settings;
  const withTls = [...configs].flatMap(([host, config]) => {
    const tls = field(config, 'tls', rule);
    return tls ? [{ host, tls }] : [];
  });
  return [
    ...[...mirrors].flatMap(([name, mirror]) => mirrorRemarks(there, name, mirror)),
    ...registries.flatMap((registry) => deadEndpoints(there, registry)),
    ...withTls.flatMap(({ host, tls }) => tlsRemarks(there, host, tls)),
  ];
}

function mirrorRemarks(there: ContainerdTree, name: string, mirror: Data): readonly TreeRemark[] {
  const unmoved = [...mapEntries(mirror).keys()].filter((key) => key.toLowerCase() !== 'endpoint');
  return [
    ...(isRegistry(name)
      ? []
      : [
          remark(
            there,
            'tree/dead-entry',
            mirror.origin,
            `No image names the registry "${name}", so its mirrors were never used. They are left out.`,
          ),
        ]),
    ...unmoved.map((key) =>
      remark(
        there,
        'tree/dead-setting',
        mirror.origin,
        `containerd knows no "${key}" of a mirror, and a hosts.toml has no place for it. It is left out.`,
      ),
    ),
  ];
}

function deadEndpoints(there: ContainerdTree, registry: string): readonly TreeRemark[] {
  return inlineRegistry(there, registry).dead.flatMap(({ entry, origin }) =>
    origin
      ? [
          remark(
            there,
            'tree/dead-endpoint',
            origin,
            `No request ever went to the endpoint "${withoutCredentials(entry)}" of "${registry}". It is left out.`,
          ),
        ]
      : [],
  );
}

function tlsRemarks(there: ContainerdTree, host: string, tls: Data): readonly TreeRemark[] {
  if (host.includes('/')) {
    return [
      remark(
        there,
        'tree/dead-tls',
        tls.origin,
        `The TLS settings for "${withoutCredentials(host)}" were never used: a key of configs is a host with its port. They are left out.`,
      ),
    ];
  }
  if (!there.rules.has('generation2')) return [];
  if (!movableTls(there).includes(host)) {
    return [
      remark(
        there,
        'tree/tls-left',
        tls.origin,
        `containerd 2.x passes over the TLS settings for "${host}" here. They stay as they are: put them into the hosts.toml of each registry that uses the host if they are still wanted, and their files are there.`,
      ),
    ];
  }
  return [
    remark(
      there,
      'tree/tls-in-force-again',
      tls.origin,
      `containerd 2.x passes over the TLS settings for "${host}" here; in a hosts.toml they are in force again. Check that they are still wanted.`,
    ),
  ];
}

function remark({ fs }: ContainerdTree, code: string, origin: Origin, message: string): TreeRemark {
  return { code, severity: 'warning', message, ...placeOf(fs, origin) };
}
