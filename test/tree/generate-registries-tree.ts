// Machines with Podman: registries.conf of the system and of the user, drop-ins of both, and files
// beside them that are not read. Now and then something is wrong with them.
import type fc from 'fast-check';
import type { ConfigTree, TreeOptions } from '../../src/index.ts';
import { type Choices, chosen } from '../support/generate.ts';

export interface RegistriesTree {
  readonly tree: ConfigTree;
  readonly options: TreeOptions;
}

const PREFIXES = ['docker.io', 'ghcr.io', 'docker.io/library', 'hub.example.net'] as const;
export const MIRRORS = ['hub.example.net', 'm.example.net:5000', 'cache.example.net/hub'] as const;
const SYSTEM = '/etc/containers/registries.conf';
const USER = '/home/a/.config/containers/registries.conf';

export const registriesTrees: fc.Arbitrary<RegistriesTree> = chosen((choices) => {
  const paths = [
    ...(choices.rarely(6) ? [] : [SYSTEM]),
    ...choices.some([`${SYSTEM}.d/10.conf`, `${SYSTEM}.d/20.conf`]),
    ...(choices.rarely(4) ? [USER] : []),
    ...(choices.rarely(3) ? [`${USER}.d/01.conf`] : []),
    ...(choices.rarely(4) ? [`${SYSTEM}.d/${choices.pick(['50.toml', 'sub/50.conf'])}`] : []),
  ];
  const target = choices.pick(['podman@5.4', 'containers-image@5.22', 'cri-o', 'podman@5.6']);
  return {
    tree: Object.fromEntries(paths.map((path) => [path, textOf(choices)])),
    options: { target, home: '/home/a' },
  };
});

function textOf(choices: Choices): string {
  if (choices.rarely(30)) return '[[registry]\n';
  if (choices.rarely(15)) return '[registries.search]\nregistries = ["docker.io"]\n';
  const search = choices.rarely(4) ? 'unqualified-search-registries = ["docker.io"]\n' : '';
  return (
    search +
    choices
      .some(PREFIXES)
      .map((prefix) => entryOf(choices, prefix))
      .join('\n')
  );
}

function entryOf(choices: Choices, prefix: string): string {
  const lines = ['[[registry]]', `prefix = "${prefix}"`, `location = "${prefix}"`];
  if (choices.rarely(10)) lines.push('blocked = true');
  if (choices.rarely(10)) lines.push('insecure = true');
  for (const location of choices.some(MIRRORS)) {
    const url = choices.rarely(30) ? `https://${location}` : location;
    lines.push('[[registry.mirror]]', `location = "${url}"`);
  }
  return `${lines.join('\n')}\n`;
}
