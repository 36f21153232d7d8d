// What converting must not do: bring dead entries to life, or fail for what only one format cannot hold.
import { expect, test } from 'vitest';
import { convertMirrors, type Format, listMirrors } from '../../src/index.ts';

const FORMATS: readonly Format[] = ['containerd', 'hosts', 'registries', 'buildkitd'];
const containerd = (mirrors: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(mirrors).reduce(
    (text, [registry, endpoints]) =>
      `${text}[plugins."io.containerd.grpc.v1.cri".registry.mirrors."${registry}"]\nendpoint = ${JSON.stringify(endpoints)}\n`,
    'version = 2\n',
  );

test.each(FORMATS)('%s: an entry under a name that no image is looked up by is a loss', (to) => {
  const list = listMirrors(
    containerd({ 'registry-1.docker.io': ['https://a.example'], 'QUAY.io': ['https://b.example'] }),
  );
  expect(list.map(({ registry }) => registry)).toEqual(['registry-1.docker.io', 'QUAY.io']);
  const { files, losses } = convertMirrors(list, to);
  expect(files).toEqual([]);
  expect(losses).toMatchObject([
    { registry: 'registry-1.docker.io', code: 'registry/other-name' },
    { registry: 'QUAY.io', code: 'registry/other-name' },
  ]);
});

test.each(FORMATS)('%s: an endpoint whose slash kills it stays dead', (to) => {
  const list = listMirrors(containerd({ 'quay.io': ['https://a.example/'] }));
  expect(list[0]?.mirrors).toEqual([{ url: 'https://a.example', overridePath: true }]);
  expect(convertMirrors(list, to)).toMatchObject({
    files: [],
    losses: [{ registry: 'quay.io', code: 'mirror/override-path' }],
  });
});

test('a host that BuildKit would have to reach in two ways is a loss the second time', () => {
  const list = listMirrors(
    containerd({
      'quay.io': ['http://a.example', 'https://b.example'],
      'ghcr.io': ['https://a.example'],
    }),
  );
  const { files, losses } = convertMirrors(list, 'buildkitd');
  expect(losses).toMatchObject([
    { registry: 'ghcr.io', mirror: { url: 'https://a.example' }, code: 'buildkitd/other-settings' },
  ]);
  expect(listMirrors(files[0]?.text ?? '', { format: 'buildkitd' })).toMatchObject([
    { registry: 'quay.io', mirrors: [{ url: 'http://a.example' }, { url: 'https://b.example' }] },
  ]);
});

test('what some releases make of a new file is said beside it', () => {
  const list = listMirrors(containerd({ 'quay.io': ['http://[fd00::1]:5000'] }));
  const convert = (target?: string) =>
    convertMirrors(list, 'hosts', target === undefined ? {} : { target });
  expect(convert().files[0]?.diagnostics).toMatchObject([{ code: 'hosts/ipv6-in-header' }]);
  expect(convert('containerd@2.1.9').files[0]?.diagnostics).toEqual([]);
  expect(convert('containerd@1.7.24')).toMatchObject({
    files: [],
    losses: [{ registry: 'quay.io', code: 'hosts/ipv6-in-header' }],
  });
});

test.each(FORMATS)('%s: an entry that keeps the mirrors of all others away is a loss', (to) => {
  const star = convertMirrors(
    listMirrors(containerd({ '*': ['https://a.example'], 'quay.io': [], 'ghcr.io': [] })),
    to,
  );
  const bare = ['quay.io', 'ghcr.io'].map((registry) => ({
    registry,
    code: 'registry/without-mirrors',
  }));
  const all = to === 'containerd' || to === 'hosts';
  expect(star.losses).toMatchObject(all ? bare : [{ registry: '*', code: 'registry/wildcard' }]);
  expect(convertMirrors(listMirrors(containerd({ 'quay.io': [] })), to).losses).toEqual([]);
});

test.each(FORMATS)('%s: a mirror is a loss the second time if it says something else', (to) => {
  const text =
    '[[registry]]\nlocation = "quay.io"\nmirror = [{ location = "a.example", pull-from-mirror = "digest-only" }, { location = "b.example" }, { location = "a.example" }, { location = "b.example" }]\n';
  const { losses } = convertMirrors(listMirrors(text, { format: 'registries' }), to);
  const digests = { url: 'https://a.example', capabilities: ['pull'] };
  const expressible = to === 'hosts' || to === 'registries';
  expect(losses).toMatchObject([
    expressible
      ? { registry: 'quay.io', mirror: { url: 'https://a.example' }, code: 'mirror/other-settings' }
      : { registry: 'quay.io', mirror: digests, code: 'not-expressible' },
  ]);
});

test.each<[format: Format, text: string, codes: readonly string[]]>([
  ['registries', 'location = "docker.io"\nprefix = "docker.io"', []],
  ['registries', 'location = "registry.example/hub"\nprefix = "docker.io"', ['other-server']],
  [
    'registries',
    'location = "docker.io"\nblocked = true\ninsecure = true',
    ['blocked', 'insecure'],
  ],
  ['hosts', 'server = "https://registry-1.docker.io"', []],
  ['hosts', 'server = "https://docker.io"', []],
  ['hosts', 'server = "https://other.example"', ['other-server']],
  ['hosts', 'server = "http://registry-1.docker.io"', ['other-server']],
  ['hosts', 'skip_verify = true', ['server-settings']],
  ['buildkitd', 'insecure = true', ['server-settings']],
  ['containerd', '', []],
  ['containerd', '"registry-1.docker.io".tls.insecure_skip_verify = true', ['server-settings']],
])(
  'what a file in the format %s says of the registry itself is a loss: %s',
  (format, own, codes) => {
    const texts: Readonly<Record<Format, string>> = {
      registries: `[[registry]]\n${own}\n[[registry.mirror]]\nlocation = "m.example"\n`,
      hosts: `${own}\n[host."https://m.example"]\ncapabilities = ["pull", "resolve"]\n`,
      buildkitd: `[registry."docker.io"]\nmirrors = ["m.example"]\n${own}\n`,
      containerd: `${containerd({ 'docker.io': ['https://m.example'] })}[plugins."io.containerd.grpc.v1.cri".registry.configs]\n${own}\n`,
    };
    const list = listMirrors(texts[format], { format, registry: 'docker.io' });
    for (const to of FORMATS) {
      const { files, losses } = convertMirrors(list, to);
      expect(files).toHaveLength(1);
      expect(losses.map(({ registry, code }) => [registry, code])).toEqual(
        codes.map((code) => ['docker.io', `registry/${code}`]),
      );
    }
  },
);
