// Whatever stands for a setting, lint finds what it finds and does not throw.
import { describe, expect, test } from 'vitest';
import { type Format, lint } from '../../src/index.ts';
import { decode } from '../../src/toml/index.ts';

const VALUES = [
  '"x"',
  '""',
  "'''a\nb'''",
  '0',
  '-1',
  '99999999999999999999999',
  '1.5',
  'nan',
  'true',
  '1979-05-27',
  '1979-05-27T07:32:00Z',
  '07:32:00',
  '[]',
  '[1]',
  '[[]]',
  '[["a", 1]]',
  '{}',
  '{ a = {} }',
  '[{}]',
  '[{ a = "b" }]',
];

/** Files with `SETTING` where one stands, and the settings that can stand there. */
const PLACES: Readonly<Record<Format, readonly (readonly [text: string, settings: string])[]>> = {
  containerd: [
    ['SETTING\n', 'version imports plugins disabled_plugins required_plugins grpc'],
    [
      'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\nSETTING\n',
      'config_path mirrors configs auths headers',
    ],
    [
      'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nSETTING\n',
      'endpoint endpoints rewrite',
    ],
    [
      'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.configs."m.example"]\nSETTING\n',
      'tls auth',
    ],
  ],
  hosts: [
    ['SETTING\n', 'server host hosts capabilities ca client skip_verify header dial_timeout'],
    [
      '[host."https://hub.example.net"]\nSETTING\n',
      'server capabilities ca client skip_verify header override_path dial_timeout insecure',
    ],
    ['[host]\nSETTING\n', '"https://hub.example.net" capabilities hub'],
  ],
  registries: [
    [
      'SETTING\n',
      'unqualified-search-registries short-name-mode credential-helpers aliases registry registries',
    ],
    [
      '[[registry]]\nSETTING\n',
      'prefix location insecure blocked mirror-by-digest-only mirror mirrors pull-from-mirror',
    ],
    [
      '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nSETTING\n',
      'location insecure pull-from-mirror prefix blocked',
    ],
    ['[registries]\nSETTING\n', 'search insecure block'],
  ],
  buildkitd: [
    ['SETTING\n', 'registry registries worker debug mirrors'],
    ['[registry]\nSETTING\n', '"docker.io" docker mirrors'],
    [
      '[registry."docker.io"]\nSETTING\n',
      'mirrors http insecure ca keypair tlsconfigdir mirror endpoint',
    ],
  ],
};
const TARGETS: Readonly<Record<Format, readonly string[]>> = {
  containerd: ['containerd@1.7.34', 'containerd@2.3.4'],
  hosts: ['containerd@1.7.34', 'containerd@2.3.4'],
  registries: ['podman@4.0', 'podman@5.6'],
  buildkitd: ['buildkit@0.11', 'buildkit@0.30'],
};

describe.each(Object.entries(PLACES))('%s', (name, places) => {
  const format = name as Format;
  const settings = places.flatMap(([text, list]) =>
    list
      .split(' ')
      .map((setting) => [setting, text.split('\n').at(-3) ?? 'no header', text] as const),
  );
  test.each(settings)('%s below "%s"', (setting, _, text) => {
    for (const value of VALUES) {
      const file = text.replace('SETTING', () => `${setting} = ${value}`);
      expect(decode(file).fault, file).toBeUndefined();
      for (const target of [undefined, ...(TARGETS[format] ?? [])]) {
        const options = { format, ...(target === undefined ? {} : { target }) };
        for (const { message } of lint(file, options)) expect(message, file).toMatch(/[.?]$/);
      }
    }
  });
});
