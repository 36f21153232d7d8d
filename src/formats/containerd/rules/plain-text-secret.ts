// Passwords, tokens and the like in config.toml.
import { isTable, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasCredentials, isSecretHeader, secretRange } from '../../secrets.ts';
import { endpointItems, members, mirrorTables, type Place, registries, setting } from '../facts.ts';

const SECRETS = ['password', 'auth', 'identitytoken'];

export const plainTextSecret: Rule = {
  code: 'containerd/plain-text-secret',
  severity: 'warning',
  title: 'A secret stands in plain text',
  effect:
    'Everybody who can read config.toml, its backups and the repository that it comes from can read it. `auths` and `configs."host".auth` are deprecated, and used only for pulls that bring no credentials of their own; credentials in an endpoint’s URL are dropped.',
  remedy:
    'Give credentials to the kubelet (`imagePullSecrets`, a credential provider), keep the file from others, and change what has been shown.',
  source: 'engines.md A.7, B.6, CT35',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".auth]
  username = "puller"
  password = "hunter2"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".auth]
  username = "puller"
`,
  },
  fix: 'none',
  check: (file) => [
    ...registries(file).flatMap((registry) => [
      ...authsOf(registry, file).flatMap((auth) => secretsIn(auth, file)),
      ...headersOf(registry, file),
    ]),
    ...[...endpointItems(file).map(({ text, node }) => ({ text, node })), ...keys(file)].flatMap(
      ({ text, node }) => (hasCredentials(text) ? [inUrl(node)] : []),
    ),
  ],
};

function authsOf(registry: Place, file: OpenFile): readonly Place[] {
  const configs = members(setting(registry, 'configs', file)).flatMap(([, each]) => {
    const auth = setting(each, 'auth', file);
    return auth ? [auth] : [];
  });
  const auths = members(setting(registry, 'auths', file)).map(([, each]) => each);
  return [...configs, ...auths].filter(({ data }) => isTable(data));
}

function secretsIn(auth: Place, file: OpenFile): readonly Fault[] {
  return SECRETS.flatMap((name) => {
    const place = setting(auth, name, file);
    return place && place.data !== '' ? [fault(secretRange(place.node))] : [];
  });
}

function headersOf(registry: Place, file: OpenFile): readonly Fault[] {
  return members(setting(registry, 'headers', file)).flatMap(([name, { node }]) =>
    isSecretHeader(name) ? [fault(secretRange(node))] : [],
  );
}

/** Names that people write as URLs. */
function keys(file: OpenFile): readonly { readonly text: string; readonly node: Place['node'] }[] {
  const named = registries(file).flatMap((registry) =>
    ['configs', 'auths'].flatMap((key) => members(setting(registry, key, file))),
  );
  return [
    ...mirrorTables(file).map(({ name, node }) => ({ text: name, node })),
    ...named.map(([text, { node }]) => ({ text, node })),
  ];
}

function inUrl(node: Place['node']): Fault {
  return {
    range: node.key === undefined ? nodeRange(node) : secretRange(node),
    message:
      'There are credentials in this address: everybody who can read the file can read them, and containerd does not send them. Take them out and change them.',
  };
}

function fault(range: Fault['range']): Fault {
  return {
    range,
    message:
      'A secret stands here in plain text: everybody who can read the file can read it. Give it to the kubelet or a credential provider, and change it.',
  };
}
