// `location = "user:…@hub.example.net"`, `password = "…"`.
import { children, keyRange, type Node, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { namesOf, registriesOf, rootOf } from '../facts.ts';
import { hasCredentials } from '../names.ts';
import { isSecretKey } from '../secret-keys.ts';

export const plainTextSecret: Rule = {
  code: 'registries/plain-text-secret',
  severity: 'error',
  title: 'A secret stands in plain text',
  effect:
    'Engines read no credentials from registries.conf. With a user or password in front of its host, a prefix matches no image, and a location makes every pull of the registry fail. Keys such as `password` are passed over. Whoever may read the file sees the secret.',
  remedy:
    'Take them out, use `podman login` or `skopeo login` (which write auth.json), and change a password that others could read.',
  source: 'engines.md C.3, C.7, U5',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "robot:secret@hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'none',
  check: (file) => [
    ...namesOf(file).flatMap(({ text, node, key }): readonly Fault[] =>
      hasCredentials(text)
        ? [
            {
              range: nodeRange(node),
              message: `There are credentials in this ${key}: engines do not use them, ${key === 'prefix' ? 'no image matches it' : 'pulls with it fail or go elsewhere'}, and whoever may read the file sees them. Take them out and log in with "podman login".`,
            },
          ]
        : [],
    ),
    ...tablesOf(file).flatMap(secretKeys),
  ],
};

function tablesOf(file: OpenFile): readonly Node[] {
  const registries = registriesOf(file);
  const mirrors = registries.flatMap((registry) => registry.mirrors);
  return [rootOf(file), ...registries, ...mirrors].map(({ node }) => node);
}

function secretKeys(table: Node): readonly Fault[] {
  return [...children(table)].flatMap(([key, node]) =>
    isSecretKey(key)
      ? [
          {
            range: keyRange(node),
            severity: 'warning' as const,
            message: `Engines pass over "${key}", and whoever may read the file sees it. Take it out and log in with "podman login".`,
          },
        ]
      : [],
  );
}
