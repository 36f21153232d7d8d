// explainPull answers whatever the files say, and throws only for a bad image or target.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MirrorConfError } from '../../src/model/error.ts';
import { explainPull } from '../../src/operations/explain-pull.ts';
import { BUILDKITD, CONF, DIGEST, HOSTS, MAIN, WITH_CERTS_D } from './ask.ts';

const TARGETS = [
  'containerd@1.6.20',
  'containerd@1.7.24',
  'containerd@2.1.9',
  'containerd@2.2.0',
  'containerd@main',
  'containers-image@5.22',
  'podman@5.4',
  'buildkit@0.11',
  'buildkit@main',
];
const PATHS = [
  MAIN,
  HOSTS,
  CONF,
  BUILDKITD,
  '/etc/containerd/conf.d/x.toml',
  '/etc/containers/registries.conf.d/x.conf',
  '/etc/containerd/certs.d/docker.io',
];

/** Pieces that meet in configuration files, and pieces that break parsers. */
const PIECES = [
  ...['version = 2\n', 'version = 3\n', 'imports = ["conf.d/*.toml"]\n', 'imports = ["*/[*"]\n'],
  ...[
    '[plugins."io.containerd.grpc.v1.cri".registry]\n',
    'config_path = "/etc/containerd/certs.d"\n',
  ],
  ...['[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]\n', 'mirrors = "x"\n'],
  ...[
    'endpoint = ["http://a"]\n',
    'endpoint = ["%zz", "http://[::1", "//", 1]\n',
    'endpoint = 1\n',
  ],
  ...['server = "http://a:80:80"\n', '[host."http://a"]\n', '[host."https://[::1]:5000/x"]\n'],
  ...['capabilities = ["pull"]\n', 'skip_verify = true\n', 'ca = "x.crt"\n', 'client = [["a"]]\n'],
  ...['[[registry]]\n', '[[registry.mirror]]\n', 'prefix = "*.io"\n', 'location = "docker.io"\n'],
  ...[
    'location = "a/B:c@d"\n',
    'insecure = true\n',
    'blocked = true\n',
    '[aliases]\n',
    '"nginx" = "a.b/c"\n',
  ],
  ...[
    '[registry."docker.io"]\n',
    'mirrors = ["a.example/x"]\n',
    'http = true\n',
    '[[',
    ']]',
    '{',
    '}',
    '"""',
  ],
  ...[
    "'''",
    '\\',
    '\r',
    '\0',
    '\ud800',
    '\ufeff',
    '#',
    '=',
    '.',
    ',',
    '\n',
    '__proto__ = 1\n',
    '[constructor]\n',
  ],
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constant(WITH_CERTS_D),
);
const trees = fc.dictionary(fc.oneof(fc.constantFrom(...PATHS), fc.string()), texts, {
  maxKeys: 5,
});
const links = fc.dictionary(
  fc.constantFrom(...PATHS, '/etc'),
  fc.constantFrom(...PATHS, '..', ''),
  {
    maxKeys: 2,
  },
);
const images = fc.constantFrom(
  'nginx',
  'docker.io/library/nginx:1',
  `a.io/b@${DIGEST}`,
  'localhost:5000/x',
);

test('any files give a plan whose places are in the files', () => {
  fc.assert(
    fc.property(
      trees,
      links,
      images,
      fc.constantFrom(...TARGETS),
      (tree, around, image, target) => {
        const plan = explainPull(tree, image, { target, links: around });
        for (const { path, line } of plan.unused) {
          expect(path.startsWith('/')).toBe(true);
          expect(line).toBeGreaterThan(0);
        }
        for (const { from, host, path } of plan.attempts) {
          expect(host).toMatch(/:[0-9]+$/);
          expect(path.startsWith('/')).toBe(true);
          if (from) expect(from.line).toBeGreaterThan(0);
        }
        if (plan.load === 'ok') return;
        expect(plan.attempts).toEqual([]);
        expect(plan.failure).toBeDefined();
      },
    ),
    { numRuns: 1500 },
  );
});

test('a bad image or target is a typed error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (image, target) => {
      for (const [each, engine] of [
        [image, 'containerd'],
        [image, 'podman'],
        ['nginx', target],
      ] as const) {
        try {
          explainPull({}, each, { target: engine });
        } catch (error) {
          expect(error).toBeInstanceOf(MirrorConfError);
          expect((error as MirrorConfError).code).toMatch(/^(?:image\/invalid|target\/unknown)$/);
        }
      }
    }),
  );
});

test.each([
  ['a name that never ends', 'a-'.repeat(200_000)],
  ['slashes', '/'.repeat(200_000)],
  ['brackets', '['.repeat(200_000)],
])('%s is answered', (_, text) => {
  const value = JSON.stringify(text);
  const tree = {
    [MAIN]: `version = 2\nimports = [${value}]\n`,
    [CONF]: `unqualified-search-registries = ["x.io"]\n[aliases]\n"a" = ${value}\n`,
    [BUILDKITD]: `[registry."docker.io"]\nmirrors = [${value}]\n`,
  };
  for (const target of ['containerd@2.1.9', 'podman@5.4', 'buildkit@main']) {
    expect(() => explainPull(tree, 'nginx', { target })).not.toThrow();
  }
  expect(() => explainPull({}, text, { target: 'podman' })).toThrow(MirrorConfError);
});
