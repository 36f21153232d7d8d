// Keys that containerd does not know, in the tables that mirrors are written in.
import { keyRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, type Place, registries, rootOf, setting } from '../facts.ts';
import { isIdlePath } from '../idle-path.ts';
import { isEntry, mirrorsIn } from '../mirrors-like.ts';
import { splitHosts } from './unquoted-mirror-host.ts';

const REGISTRY = ['config_path', 'mirrors', 'configs', 'auths', 'headers'];
const AUTH = ['username', 'password', 'auth', 'identitytoken'];
const TLS = ['insecure_skip_verify', 'ca_file', 'cert_file', 'key_file'];

export const unknownKey: Rule = {
  code: 'containerd/unknown-key',
  severity: 'error',
  title: 'A key is unknown to containerd',
  effect:
    'containerd 1.x passes over it without a word; 2.x writes a warning to its log and starts. What stands under a misspelt `plugins`, `registry`, `mirrors` or `config_path` has no effect.',
  remedy: 'Write the name that is meant, or take the key out.',
  source: 'engines.md A.9, CT48',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'ask',
  check: (file) => [
    ...misspelt(rootOf(file), ['plugins', 'imports'], file),
    ...members(setting(rootOf(file), 'plugins', file))
      .filter(([name]) => /(?:^|\.)(?:cri|images)$/.test(name))
      .flatMap(([, plugin]) => misspelt(plugin, ['registry'], file)),
    ...registries(file).flatMap((registry) => [
      ...unknown(registry, REGISTRY, file),
      ...members(setting(registry, 'mirrors', file)).flatMap(([, mirror]) =>
        splitHosts(mirror, file).length > 0 ? [] : unknown(mirror, ['endpoint'], file),
      ),
      ...members(setting(registry, 'configs', file)).flatMap(([, config]) =>
        inConfig(config, file),
      ),
      ...members(setting(registry, 'auths', file)).flatMap(([, auth]) => unknown(auth, AUTH, file)),
    ]),
  ],
};

function inConfig(config: Place, file: OpenFile): readonly Fault[] {
  return [
    ...unknown(config, ['auth', 'tls'], file),
    ...unknown(setting(config, 'auth', file), AUTH, file),
    ...unknown(setting(config, 'tls', file), TLS, file),
  ].map((fault) => ({ ...fault, severity: 'warning' as const }));
}

/** All keys of a table that are none of those known. */
function unknown(
  place: Place | undefined,
  known: readonly string[],
  file: OpenFile,
): readonly Fault[] {
  return members(place).flatMap(([key, each]) => {
    const { node, data } = each;
    if (known.includes(key.toLowerCase())) return [];
    const near = nearest(key, known);
    if (known === REGISTRY && isMisplaced(key, each, near)) return [];
    if (near === 'endpoint' && !setting(place, 'endpoint', file)) return [];
    const free = near !== undefined && !setting(place, near, file);
    const dead = mirrorsIn(key, each).length > 0 || (free && !isIdlePath(near, data, place, file));
    return [
      {
        range: keyRange(node),
        severity: dead ? ('error' as const) : ('warning' as const),
        message: `${shown(key, 'key')} is no key of this table, and containerd passes over it.${near === undefined ? ' Take it out, or write one of ' : ` Did you mean "${near}"? It knows `}${known.join(', ')}.`,
        ...(free && { fixes: renaming(`Write "${near}"`, false, node, near) }),
      },
    ];
  });
}

/** Mirrors in the wrong table have a rule of their own. */
function isMisplaced(key: string, place: Place, near: string | undefined): boolean {
  const { data } = place;
  if (isEntry(data) || (key === 'endpoint' && Array.isArray(data))) return true;
  return near === undefined && mirrorsIn(key, place).length > 0;
}

/** Keys that are not known and close to one that mirrors need; others are none of ours. */
function misspelt(place: Place, wanted: readonly string[], file: OpenFile): readonly Fault[] {
  return members(place).flatMap(([key, each]) => {
    const { node, data } = each;
    const near = nearest(key, wanted);
    if (near === undefined || key.toLowerCase() === near || typeof data !== 'object') return [];
    const taken = setting(place, near, file) !== undefined;
    if (taken && mirrorsIn(key, each).length === 0) return [];
    return [
      {
        range: keyRange(node),
        message: `${shown(key, 'key')} is no key that containerd knows, and all in it has no effect. Did you mean "${near}"?`,
        ...(!taken && { fixes: renaming(`Write "${near}"`, false, node, near) }),
      },
    ];
  });
}
