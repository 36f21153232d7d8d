// What every format promises, over one suite: a format is one row of the table and nothing else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddOptions,
  addMirrors,
  applyEdits,
  convertMirrors,
  type Format,
  listMirrors,
  type Mirror,
  MirrorConfError,
  type MirrorMap,
  parseConfig,
  removeMirrors,
  setMirrors,
} from '../../src/index.ts';

interface Row {
  readonly options: AddOptions & { readonly format: Format };
  /** Names that the format can key, in its own spelling. */
  readonly registries: readonly string[];
  /** Properties that the format has for a mirror besides its URL. */
  readonly settings: readonly Partial<Mirror>[];
  /** Properties that it has not, each by itself. */
  readonly inexpressible: readonly Partial<Mirror>[];
  /** Whether a mirror's path may be the API root itself. */
  readonly overridePath: boolean;
  /** Valid files of the format without any of the registries. */
  readonly starts: readonly string[];
  /** A file that no engine would use a new mirror of, with the code that says why. */
  readonly refused: readonly (readonly [text: string, code: string])[];
}

const TLS: readonly Partial<Mirror>[] = [
  { skipVerify: true },
  { ca: ['/etc/ca.pem'] },
  { client: [['/etc/cert.pem', '/etc/key.pem']] },
];
const PULL_ONLY: Partial<Mirror> = { capabilities: ['pull'] };
const HEADER: Partial<Mirror> = { header: { 'x-mirror': ['a', 'b'] } };
const TIMEOUT: Partial<Mirror> = { dialTimeout: '5s' };

const TABLE: Readonly<Record<Format, Row>> = {
  containerd: {
    options: { format: 'containerd', target: 'containerd@1.7.24' },
    registries: ['docker.io', 'ghcr.io', '10.0.0.1:5000', '*'],
    settings: TLS,
    inexpressible: [PULL_ONLY, HEADER, TIMEOUT],
    overridePath: true,
    starts: [
      '',
      '# nothing\n',
      'version = 2\n',
      'version = 2\r\n\r\n[plugins]\r\n  [plugins."io.containerd.grpc.v1.cri"]\r\n    sandbox_image = "x"\r\n',
      "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.registry]\n\tconfig_path = ''",
    ],
    refused: [
      [
        'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/etc/certs.d"\n',
        'containerd/mirrors-with-config-path',
      ],
      ['version = 9\n', 'containerd/unknown-version'],
    ],
  },
  hosts: {
    options: { format: 'hosts', registry: 'docker.io', target: 'containerd@2.1.9' },
    registries: ['docker.io'],
    settings: [...TLS, PULL_ONLY, HEADER, TIMEOUT],
    inexpressible: [],
    overridePath: true,
    starts: [
      '',
      '# nothing\n',
      'server = "https://registry-1.docker.io"\n',
      'server = "https://up.example"',
    ],
    refused: [['server = 5\n', 'hosts/wrong-type']],
  },
  registries: {
    options: { format: 'registries', target: 'podman@5.4' },
    registries: ['docker.io', 'docker.io/library', '*.example.com', '10.0.0.1:5000'],
    settings: [PULL_ONLY],
    inexpressible: [...TLS, HEADER, TIMEOUT],
    overridePath: false,
    starts: [
      '',
      '# nothing\n',
      'unqualified-search-registries = ["quay.io"]\n',
      '[[registry]]\nlocation = "other.example"\nmirror = [\n  { location = "m.example" },\n]\n',
      '[aliases]\r\n  "fedora" = "quay.io/fedora"\r\n',
    ],
    refused: [['[registries.search]\nregistries = ["docker.io"]\n', 'registries/version-1']],
  },
  buildkitd: {
    options: { format: 'buildkitd', target: 'buildkit@0.13' },
    registries: ['docker.io', 'ghcr.io', '10.0.0.1:5000'],
    settings: TLS,
    inexpressible: [PULL_ONLY, HEADER, TIMEOUT],
    overridePath: false,
    starts: ['', '# nothing\n', 'debug = true\n', '[worker.oci]\n  enabled = true'],
    refused: [['[[registry]]\nmirrors = ["m"]\n', 'buildkitd/registry-array']],
  },
};

/** Each mirror of one map has a host of its own, so that no two share settings of a host. */
function mirrorMaps(row: Row, name = 'm'): fc.Arbitrary<Record<string, Mirror[]>> {
  const settings = fc.constantFrom<Partial<Mirror>>({}, {}, ...row.settings);
  const roots: readonly Partial<Mirror & { path: string }>[] = [
    { path: '' },
    { path: '' },
    { path: '/proxy' },
    { path: '/team/cache' },
    ...(row.overridePath ? [{ path: '/api/docker', overridePath: true }] : []),
  ];
  const shape = fc.record({
    settings,
    root: fc.constantFrom(...roots),
    port: fc.boolean(),
    plain: fc.boolean(),
  });
  return fc
    .dictionary(
      fc.constantFrom(...row.registries),
      fc.array(shape, { minLength: 1, maxLength: 3 }),
      {
        minKeys: 1,
      },
    )
    .map((map) => {
      let number = 0;
      const mirror = ({ settings: own, root, port, plain }: Shape): Mirror => {
        const secure = !plain || own.skipVerify || own.ca || own.client;
        const host = `${name}${number++}.example${port ? ':5000' : ''}`;
        const { path = '', ...rest } = root;
        return { url: `${secure ? 'https' : 'http'}://${host}${path}`, ...rest, ...own };
      };
      return Object.fromEntries(
        Object.entries(map).map(([name, list]) => [name, list.map(mirror)]),
      );
    });
}

interface Shape {
  readonly settings: Partial<Mirror>;
  readonly root: Partial<Mirror & { path: string }>;
  readonly port: boolean;
  readonly plain: boolean;
}

function listed(text: string, options: AddOptions): MirrorMap {
  return Object.fromEntries(
    listMirrors(text, options).map(({ registry, mirrors }) => [registry, mirrors]),
  );
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(MirrorConfError);
    return (error as MirrorConfError).code;
  }
  return 'no error';
}

describe.each(Object.values(TABLE))('$options.format', (row) => {
  const { options } = row;
  const maps = mirrorMaps(row);
  const starts = fc.constantFrom(...row.starts);

  test('reads back the description that was added', () => {
    fc.assert(
      fc.property(maps, (map) => {
        expect(listed(addMirrors('', map, options).text, options)).toEqual(map);
      }),
    );
  });

  test('adds by insertions, once, and everything else stays', () => {
    fc.assert(
      fc.property(starts, maps, (text, map) => {
        const plan = addMirrors(text, map, options);
        expect(plan.edits.every(({ start, end }) => start === end)).toBe(true);
        expect(applyEdits(text, plan.edits)).toBe(plan.text);
        expect(listed(plan.text, options)).toMatchObject(map);
        const again = addMirrors(plan.text, map, options);
        expect(again).toMatchObject({ text: plan.text, changed: false, edits: [] });
      }),
    );
  });

  test('removes to the original bytes', () => {
    fc.assert(
      fc.property(starts, maps, (text, map) => {
        const added = addMirrors(text, map, options).text;
        const removed = removeMirrors(added, { registry: Object.keys(map) }, options);
        expect(removed.text).toBe(text);
        expect(applyEdits(added, removed.edits)).toBe(text);
      }),
    );
  });

  test('takes one mirror out and leaves the others', () => {
    fc.assert(
      fc.property(starts, maps, (text, map) => {
        const added = addMirrors(text, map, options).text;
        const [registry = '', list = []] = Object.entries(map)[0] ?? [];
        const [gone, ...left] = list;
        const removed = removeMirrors(added, { registry, mirror: gone?.url ?? '' }, options);
        if (gone?.overridePath) return;
        expect(listed(removed.text, options)[registry] ?? []).toEqual(left);
      }),
    );
  });

  test('sets exactly what is asked, in order, once', () => {
    fc.assert(
      fc.property(starts, maps, mirrorMaps(row, 'new'), fc.nat(3), (text, old, fresh, cut) => {
        const before = addMirrors(text, old, options).text;
        const asked = Object.fromEntries(
          Object.entries(fresh).map(([name, list]) => [
            name,
            [...list, ...(old[name] ?? []).slice(0, cut)].reverse(),
          ]),
        );
        const plan = setMirrors(before, asked, options);
        expect(applyEdits(before, plan.edits)).toBe(plan.text);
        const untouched = Object.entries(old).filter(([name]) => asked[name] === undefined);
        const there = { ...listed(text, options), ...Object.fromEntries(untouched) };
        expect(listed(plan.text, options)).toEqual({ ...there, ...asked });
        expect(setMirrors(plan.text, asked, options).changed).toBe(false);
        const none = Object.fromEntries(Object.keys(asked).map((name) => [name, []]));
        const emptied = listed(setMirrors(plan.text, none, options).text, options);
        for (const name of Object.keys(asked)) expect(emptied[name] ?? []).toEqual([]);
      }),
    );
  });

  test('writes registries in any order to the same meaning', () => {
    fc.assert(
      fc.property(starts, maps, (text, map) => {
        const turned = Object.fromEntries(Object.entries(map).reverse());
        const one = listed(addMirrors(text, map, options).text, options);
        expect(listed(addMirrors(text, turned, options).text, options)).toEqual(one);
      }),
    );
  });

  test('has a typed view with the place of each mirror', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const { text } = addMirrors('', map, options);
        const ast = parseConfig(text, options);
        expect(ast.format).toBe(options.format);
        const viewed = ast.registries.map(({ registry, mirrors }) => [
          registry,
          mirrors.map(({ mirror }) => mirror),
        ]);
        expect(Object.fromEntries(viewed)).toEqual(map);
        for (const { range, mirrors } of ast.registries) {
          for (const each of [range, ...mirrors.map((mirror) => mirror.range)]) {
            expect(each.start).toBeLessThan(each.end);
            expect(each.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
    );
  });

  test('converts to itself without loss', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const list = listMirrors(addMirrors('', map, options).text, options);
        const { files, losses } = convertMirrors(list, options.format, {
          ...(options.target === undefined ? {} : { target: options.target }),
        });
        expect(losses).toEqual([]);
        expect(Object.assign({}, ...files.map(({ text }) => listed(text, options)))).toEqual(map);
      }),
    );
  });

  test.each(row.inexpressible)('refuses %j, which it cannot express', (setting) => {
    const [registry = ''] = row.registries;
    const mirror = { url: 'https://m.example', ...setting } as Mirror;
    const [property = ''] = Object.keys(setting);
    const add = (): unknown => addMirrors('', { [registry]: mirror }, options);
    expect(codeOf(add)).toBe('not-expressible');
    expect(add).toThrow(property);
    expect(add).toThrow(options.format);
  });

  test.each(row.refused)('refuses %j', (text, code) => {
    const [registry = ''] = row.registries;
    const add = (): unknown => addMirrors(text, { [registry]: 'https://m.example' }, options);
    expect(codeOf(add)).toBe(code);
  });

  test('refuses what is no URL, has credentials, or is no registry', () => {
    const [registry = ''] = row.registries;
    const code = (name: string, url: string): string =>
      codeOf(() => addMirrors('', { [name]: url }, options));
    expect(code(registry, 'm.example')).toBe('mirror/not-a-url');
    expect(code(registry, 'ftp://m.example')).toBe('mirror/scheme');
    expect(code(registry, 'https://user:secret@m.example')).toBe('mirror/credentials');
    expect(code(registry, 'https://m.example?a=b')).toBe('mirror/query');
    expect(code(`https://${registry}`, 'https://m.example')).toBe('registry/has-scheme');
    expect(code('no registry', 'https://m.example')).toBe('registry/invalid');
    expect(codeOf(() => addMirrors('a = ', {}, options))).toBe('toml/syntax');
    expect(codeOf(() => addMirrors('{{ a }}', {}, options))).toBe('toml/template');
  });
});
