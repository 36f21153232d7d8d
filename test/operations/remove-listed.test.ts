// Whatever `listMirrors` lists can be named to `removeMirrors` as it is listed.
import { describe, expect, test } from 'vitest';
import { type Format, listMirrors, removeMirrors } from '../../src/index.ts';
import { errorOf } from '../support/laws.ts';

test.each<[what: string, Format, string]>([
  [
    'tags alone',
    'registries',
    '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.example"\npull-from-mirror = "tag-only"\n',
  ],
  [
    'a location that is none',
    'registries',
    '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "[::1]:5000"\n',
  ],
  [
    'TLS settings without TLS',
    'hosts',
    '[host."http://m.example:5000"]\n  skip_verify = true\n[host."https://n.example"]\n',
  ],
  [
    'an API root without a path',
    'hosts',
    '[host."https://m.example"]\n  override_path = true\n[host."https://m.example/"]\n',
  ],
  [
    'endpoints that reach nothing',
    'containerd',
    'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\n  endpoint = ["https://m.example/", "https://m.example", "http://[::1", "ftp://m.example", ""]\n',
  ],
  ['no host', 'buildkitd', '[registry."docker.io"]\n  mirrors = ["", "m.example"]\n'],
])('%s', (_, format, text) => {
  const options = { format, registry: 'docker.io' };
  const [entry] = listMirrors(text, options);
  expect(entry?.mirrors.length).toBeGreaterThan(0);
  for (const mirror of entry?.mirrors ?? []) {
    const { text: after } = removeMirrors(text, { registry: 'docker.io', mirror }, options);
    const left = listMirrors(after, options)[0]?.mirrors ?? [];
    expect(left).toEqual(entry?.mirrors.filter((each) => each !== mirror));
  }
});

describe('registries that no image is looked up by', () => {
  const names = ['docker.io', 'registry-1.docker.io', 'QUAY.io', 'https://a.io', 'b.io/c', 'host'];
  test.each(names)('%s', (name) => {
    const text = names.reduce(
      (all, each) =>
        `${all}[plugins."io.containerd.grpc.v1.cri".registry.mirrors."${each}"]\nendpoint = ["https://m.example"]\n`,
      'version = 2\n',
    );
    const { text: after } = removeMirrors(text, { registry: name });
    const left = listMirrors(after).map(({ registry }) => registry);
    expect(left).toEqual(names.filter((each) => each !== name));
  });

  test('another name of one that is there means that one', () => {
    const text = '[registry."docker.io"]\n  mirrors = ["m.example"]\n';
    expect(removeMirrors(text, { registry: 'index.docker.io' }).text).toBe('');
  });
});

test('what is no URL and not there is refused', () => {
  const text = '[registry."docker.io"]\n  mirrors = ["m.example"]\n';
  const error = errorOf(() =>
    removeMirrors(text, { mirror: 'm.example' }, { format: 'buildkitd' }),
  );
  expect(error).toMatchObject({ code: 'mirror/not-a-url' });
});
