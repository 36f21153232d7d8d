// `Location = "docker.io"`.
import { child, keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { registriesOf, rootOf } from '../facts.ts';
import { FILE_KEYS, type KnownKeys, MIRROR_KEYS, REGISTRY_KEYS } from '../keys.ts';
import type { Table } from '../tables.ts';

export const keyCase: Rule = {
  code: 'registries/key-case',
  severity: 'info',
  title: 'A key is not in lower case',
  effect:
    'Engines take keys in any case, so that it works; editors, schemas and people do not look for it. A table with one key in two spellings has two answers, and it is not said which one counts.',
  remedy: 'Write the key in lower case.',
  source: 'engines.md C.2, R15i',
  bad: { text: '[[registry]]\nLocation = "docker.io"\n' },
  good: { text: '[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "docker.io"\n' },
  check: (file) => [
    ...faults(rootOf(file), FILE_KEYS),
    ...registriesOf(file).flatMap((registry) => [
      ...faults(registry, REGISTRY_KEYS),
      ...registry.mirrors.flatMap((mirror) => faults(mirror, MIRROR_KEYS)),
    ]),
  ],
};

function faults(table: Table, known: KnownKeys): readonly Fault[] {
  const keys = Object.keys(table.data);
  return keys.flatMap((key): readonly Fault[] => {
    const lower = key.toLowerCase();
    const node = child(table.node, key);
    if (!node || lower === key || !Object.hasOwn(known, lower)) return [];
    const twice = keys.some((other) => other !== key && other.toLowerCase() === lower);
    return [
      {
        range: keyRange(node),
        message: twice
          ? `The table has "${lower}" in two spellings, and it is not said which one counts. Keep one of them, in lower case.`
          : `"${key}" works, for engines take keys in any case. Write "${lower}", which everybody looks for.`,
        ...(twice && { severity: 'warning' as const }),
        fixes: twice ? [] : renaming(`Write "${lower}"`, true, node, lower),
      },
    ];
  });
}
