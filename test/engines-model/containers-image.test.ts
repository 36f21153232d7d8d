// What Podman, CRI-O and skopeo take from registries.conf (engines.md C).
import { describe, expect, test } from 'vitest';
import { explainPull } from '../../src/operations/explain-pull.ts';
import { asked, CONF, DIGEST, HUB, plan, whyUnused } from './ask.ts';

const SKOPEO = 'containers-image@5.39';
const DROP_IN = '/etc/containers/registries.conf.d/50-x.conf';

function conf(text: string): Readonly<Record<string, string>> {
  return { [CONF]: text };
}

function registry(fields: string, ...mirrors: readonly string[]): string {
  const tables = mirrors.map((mirror) => `[[registry.mirror]]\n${mirror}\n`);
  return `[[registry]]\n${fields}\n${tables.join('')}`;
}

describe('a list of registries to search that is there twice', () => {
  const text =
    'unqualified-search-registries = ["a.test"]\nunqualified-search-registries = ["b.test"]\n';

  test('is the later one up to container libraries 5.39, and no configuration after that', () => {
    expect(asked(plan(conf(text), 'podman@5.4', 'app'))).toEqual(['https://b.test:443']);
    expect(asked(plan(conf(text), 'containers-image@5.40', 'app'))).toBe('fatal');
  });
});

describe('lookup', () => {
  test('mirrors come before the location, each with the rest of the name', () => {
    const found = plan(
      conf(registry('location = "docker.io"', 'location = "a.example/hub"')),
      SKOPEO,
    );
    expect(asked(found)).toEqual(['https://a.example:443', HUB]);
    expect(found.attempts[0]).toMatchObject({
      path: '/v2/hub/library/nginx/manifests/1.27',
      ns: null,
      from: { path: CONF, line: 4 },
    });
  });

  test('the longest prefix wins, at the end of a part of the name', () => {
    const text =
      registry('prefix = "docker.io/lib"\nlocation = "a.example"') +
      registry('prefix = "docker.io/library"\nlocation = "b.example"') +
      registry('prefix = "docker.io"\nlocation = "c.example"');
    const found = plan(conf(text), SKOPEO);
    expect(asked(found)).toEqual(['https://b.example:443']);
    expect(whyUnused(found, 'docker.io')).toBe(
      'hidden by the more specific prefix "docker.io/library"',
    );
  });

  test('a wildcard stands for what is below a domain', () => {
    const text = registry('prefix = "*.example.com"\nlocation = "m.example/x"');
    expect(asked(plan(conf(text), SKOPEO, 'a.b.example.com/app:1'))).toEqual([
      'https://m.example:443',
    ]);
    const bare = plan(conf(text), SKOPEO, 'example.com/app:1');
    expect(asked(bare)).toEqual(['https://example.com:443']);
    expect(whyUnused(bare, '*.example.com')).toContain('not for itself');
  });

  test('insecure is HTTPS and then HTTP', () => {
    const text = registry('location = "docker.io"', 'location = "a.example:5000"\ninsecure = true');
    expect(asked(plan(conf(text), SKOPEO))).toEqual([
      'https://a.example:5000',
      '(http://a.example:5000)',
      HUB,
    ]);
  });

  test('a blocked registry is left out', () => {
    const text = registry('location = "docker.io"\nblocked = true', 'location = "a.example"');
    const found = plan(conf(text), SKOPEO);
    expect(asked(found)).toEqual(['https://a.example:443']);
    expect(found.unused.map(({ reason }) => reason)).toEqual([
      'blocked by the entry for "docker.io"',
    ]);
  });

  test('the tag of a location is one too many beside a digest, and the location is left out', () => {
    const text = registry('location = "docker.io/library/nginx"', 'location = "a.example/web:1"');
    const found = plan(conf(text), SKOPEO, `nginx@${DIGEST}`);
    expect(asked(found)).toEqual([HUB]);
    expect(whyUnused(found, 'a.example/web:1')).toContain('both a tag and a digest');
    expect(asked(plan(conf(text), SKOPEO))).toBe('no request');
  });

  test('mirrors may be for tags or digests alone', () => {
    const text = registry(
      'location = "docker.io"',
      'location = "d.example"\npull-from-mirror = "digest-only"',
      'location = "t.example"\npull-from-mirror = "tag-only"',
    );
    expect(asked(plan(conf(text), SKOPEO))).toEqual(['https://t.example:443', HUB]);
    const byDigest = plan(conf(text), SKOPEO, `nginx@${DIGEST}`);
    expect(asked(byDigest)).toEqual(['https://d.example:443', HUB]);
    expect(byDigest.attempts.map(({ servesTags }) => servesTags)).toEqual([false, true]);
    expect(asked(plan(conf(text), 'containers-image@5.20'))).toHaveLength(3);
  });

  test('the slash at the end of a mirror counts until 5.35', () => {
    const text = registry('location = "docker.io"', 'location = "a.example/"');
    expect(asked(plan(conf(text), 'containers-image@5.34'))).toBe('no request');
    expect(asked(plan(conf(text), 'containers-image@5.35'))).toEqual([
      'https://a.example:443',
      HUB,
    ]);
  });
});

describe('files', () => {
  test('a drop-in replaces a registry as a whole', () => {
    const tree = {
      [CONF]: registry('location = "docker.io"', 'location = "a.example"'),
      [DROP_IN]: registry('location = "docker.io"', 'location = "b.example"'),
    };
    const found = plan(tree, SKOPEO);
    expect(asked(found)).toEqual(['https://b.example:443', HUB]);
    expect(whyUnused(found, 'a.example')).toBe(`replaced as a whole by ${DROP_IN}`);
  });

  test('the user’s own file hides all of the system', () => {
    const own = '/home/u/.config/containers/registries.conf';
    const tree = {
      [own]: '',
      [CONF]: registry('location = "docker.io"', 'location = "a.example"'),
      [DROP_IN]: '',
    };
    const found = plan(tree, 'podman@5.4', 'docker.io/library/nginx');
    expect(asked(found)).toEqual([HUB]);
    expect(whyUnused(found, CONF)).toContain(`hidden by ${own}`);
    expect(whyUnused(found, DROP_IN)).toContain(`hidden by ${own}`);
  });

  test('a link in place of the drop-in folder is not followed, one in it is', () => {
    const real = '/etc/containers/real/x.conf';
    const tree = { [real]: registry('location = "docker.io"', 'location = "a.example"') };
    const folder = '/etc/containers/registries.conf.d';
    const linked = plan(tree, SKOPEO, 'nginx', { links: { [folder]: 'real' } });
    expect(asked(linked)).toEqual([HUB]);
    const inside = plan(tree, SKOPEO, 'nginx', { links: { [`${folder}/x.conf`]: real } });
    expect(asked(inside)).toEqual(['https://a.example:443', HUB]);
  });

  test('a drop-in that leads nowhere is fatal until 5.34', () => {
    const links = { '/etc/containers/registries.conf.d/x.conf': 'gone' };
    expect(plan({}, 'containers-image@5.33', 'nginx', { links }).load).toBe('fatal');
    expect(plan({}, 'containers-image@5.34', 'nginx', { links }).load).toBe('ok');
  });

  test.each([
    ['a scheme', registry('location = "https://docker.io"'), 2],
    ['no location', registry('blocked = true'), 1],
    ['a mirror without location', registry('location = "x.io"', 'insecure = true'), 3],
    ['another type', registry('location = "x.io"\ninsecure = "yes"'), 3],
    ['another type in a second spelling', '[[registry]]\nlocation = "x.io"\nLocation = 1\n', 3],
    ['a bad search registry', 'unqualified-search-registries = ["quay.io/"," "]\n', 1],
    [
      'two kinds of file',
      `[registries.search]\nregistries = ["x.io"]\n${registry('location = "y.io"')}`,
      2,
    ],
  ])('%s is fatal, and the line is named', (_, text, line) => {
    expect(plan(conf(text), SKOPEO)).toMatchObject({
      load: 'fatal',
      failure: { path: CONF, line },
    });
  });
});

describe('short names', () => {
  const text = `unqualified-search-registries = ["quay.io", "x.example"]
[aliases]
nginx = "a.example/web"
`;

  test('Podman looks them up, skopeo takes Docker Hub', () => {
    expect(asked(plan(conf(text), 'podman@5.4', 'nginx'))).toEqual(['https://a.example:443']);
    expect(asked(plan(conf(text), 'podman@5.4', 'redis'))).toEqual([
      'https://quay.io:443',
      'https://x.example:443',
    ]);
    expect(asked(plan(conf(text), 'skopeo@1.22', 'nginx'))).toEqual([HUB]);
  });

  test('without a registry to search there is no request', () => {
    expect(asked(plan({}, 'podman@5.4', 'nginx'))).toBe('no request');
  });
});

describe('the aliases that Podman keeps itself', () => {
  const tree = {
    [CONF]: 'unqualified-search-registries = ["quay.io"]\n[aliases]\napp = "a.test/app"\n',
    '/var/cache/containers/short-name-aliases.conf': '[aliases]\napp = "own.test/app"\n',
    '/home/u/.cache/containers/short-name-aliases.conf': '[aliases]\n"app" = ""\n',
  };

  test('come before all others, of root and of each user', () => {
    expect(asked(plan(tree, 'podman@5.4', 'app:2'))).toEqual(['https://own.test:443']);
    expect(asked(explainPull(tree, 'app:2', { target: 'podman@5.4', home: '/home/u' }))).toEqual([
      'https://quay.io:443',
    ]);
    expect(asked(explainPull(tree, 'app:2', { target: 'podman@5.4', home: '/home/v' }))).toEqual([
      'https://a.test:443',
    ]);
  });

  test('end the pull of short names where the file is broken, and of no others', () => {
    const broken = { ...tree, '/var/cache/containers/short-name-aliases.conf': '[aliases\n' };
    expect(asked(plan(broken, 'podman@5.4', 'app'))).toBe('no request');
    expect(asked(plan(broken, 'podman@5.4', 'a.test/app'))).toEqual(['https://a.test:443']);
  });
});

test('a pull that nobody may be asked for fails, and says so', () => {
  const found = plan(conf(registry('location = "docker.io"\nblocked = true')), SKOPEO);
  expect(found).toMatchObject({ load: 'ok', attempts: [] });
  expect(found.failure?.message).toContain('no host is left');
});
