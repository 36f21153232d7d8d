// Which files and sections containerd hears, by release (engines.md A.1 to A.3, A.8).
import { expect, test } from 'vitest';
import { byRelease, MAIN, mirrors, plan, whyUnused } from './ask.ts';

const V1 = 'plugins.cri';
const V2 = 'plugins."io.containerd.grpc.v1.cri"';
const V3 = 'plugins."io.containerd.cri.v1.images"';
const A = 'https://a.example:443';
const B = 'https://b.example:443';

function mirror(section: string, host: string, registry = 'docker.io'): string {
  return `[${section}.registry.mirrors."${registry}"]\nendpoint = ["https://${host}.example"]\n`;
}

test('each version has its section', () => {
  const releases = ['1.7.24', '2.2.7', '2.3.4'];
  expect(byRelease({ [MAIN]: `version = 2\n${mirror(V2, 'a')}` }, releases)).toEqual({
    '1.7.24': [A],
    '2.2.7': [A],
    '2.3.4': [A],
  });
  expect(byRelease({ [MAIN]: `version = 3\n${mirror(V3, 'a')}` }, releases)).toEqual({
    '1.7.24': 'fatal',
    '2.2.7': [A],
    '2.3.4': [A],
  });
});

test('a version 2 section in a version 3 file is ignored, and the plan says so', () => {
  const found = plan({ [MAIN]: `version = 3\n${mirror(V2, 'a')}` }, 'containerd@2.2.7');
  expect(mirrors(found)).toEqual([]);
  expect(found.unused).toEqual([
    {
      entry: 'https://a.example',
      reason: 'version 3 file, version 2 section: ignored by 2.0 to 2.2',
      path: MAIN,
      line: 3,
    },
  ]);
});

test('a file without version is version 1 for containerd 1 and lost by 2.0 to 2.2', () => {
  expect(byRelease({ [MAIN]: mirror(V1, 'a') }, ['1.7.24', '2.1.9', '2.3.4'])).toEqual({
    '1.7.24': [A],
    '2.1.9': [],
    '2.3.4': [A],
  });
  const lost = plan({ [MAIN]: mirror(V2, 'a') }, 'containerd@2.1.9');
  expect(whyUnused(lost, 'https://a.example')).toContain('lost by 2.0 to 2.2');
});

test('containerd 1 replaces whole plugins of earlier files, containerd 2 joins them', () => {
  const tree = {
    [MAIN]: `version = 2\nimports = ["conf.d/b.toml"]\n${mirror(V2, 'a')}`,
    '/etc/containerd/conf.d/b.toml': `version = 2\n${mirror(V2, 'b', 'quay.io')}`,
  };
  expect(byRelease(tree, ['1.7.24', '2.1.9'])).toEqual({ '1.7.24': [], '2.1.9': [A] });
});

test('a drop-in without version crashes 2.0 to 2.2 behind a version that they do not know', () => {
  const tree = {
    [MAIN]: 'version = 4\nimports = ["/etc/containerd/conf.d/*.toml"]\n',
    '/etc/containerd/conf.d/a.toml': '',
  };
  const loads = ['1.7.24', '2.1.9', '2.3.4'].map((each) => plan(tree, `containerd@${each}`).load);
  expect(loads).toEqual(['fatal', 'panic', 'ok']);
});

test('the last import wins a list', () => {
  const tree = {
    [MAIN]: `version = 2\nimports = ["conf.d/*.toml"]\n${mirror(V2, 'a')}`,
    '/etc/containerd/conf.d/z.toml': `version = 2\n${mirror(V2, 'b')}`,
  };
  expect(byRelease(tree, ['1.7.24', '2.1.9'])).toEqual({ '1.7.24': [B], '2.1.9': [B] });
  expect(whyUnused(plan(tree, 'containerd@2.1.9'), 'https://a.example')).toContain(
    'another value for it wins',
  );
});

test('a relative glob starts at / before it was mended', () => {
  const tree = {
    [MAIN]: 'version = 2\nimports = ["conf.d/*.toml"]\n',
    '/etc/containerd/conf.d/b.toml': `version = 2\n${mirror(V2, 'b')}`,
  };
  expect(byRelease(tree, ['1.6.20', '1.6.29', '1.7.15', '1.7.16'])).toEqual({
    '1.6.20': [],
    '1.6.29': [B],
    '1.7.15': [],
    '1.7.16': [B],
  });
});

test('a missing import is fatal, a pattern without matches is not', () => {
  const missing = plan({ [MAIN]: 'version = 2\nimports = ["gone.toml"]\n' }, 'containerd@2.1.9');
  expect(missing).toMatchObject({ load: 'fatal', failure: { path: MAIN, line: 2 } });
  const none = plan({ [MAIN]: 'version = 2\nimports = ["gone/*.toml"]\n' }, 'containerd@2.1.9');
  expect(none.load).toBe('ok');
});

test('a bad pattern is fatal even where no file could match it', () => {
  const bad = plan({ [MAIN]: 'version = 2\nimports = ["/gone/[*.toml"]\n' }, 'containerd@2.1.9');
  expect(bad.load).toBe('fatal');
});

test('files that import each other are read once', () => {
  const tree = {
    [MAIN]: 'version = 2\nimports = ["a.toml"]\n',
    '/etc/containerd/a.toml': `version = 2\nimports = ["config.toml"]\n${mirror(V2, 'a')}`,
  };
  expect(mirrors(plan(tree, 'containerd@2.1.9'))).toEqual([A]);
});

test('a drop-in that nothing imports is named', () => {
  const tree = { [MAIN]: 'version = 2\n', '/etc/containerd/conf.d/x.toml': 'version = 2\n' };
  const found = plan(tree, 'containerd@2.1.9');
  expect(whyUnused(found, '/etc/containerd/conf.d/x.toml')).toContain('not loaded');
});

test('plugin names are checked as the release checks them', () => {
  const named = (name: string): Readonly<Record<string, string>> => ({
    [MAIN]: `version = 2\n[plugins."${name}"]\n`,
  });
  expect(byRelease(named('x.y.z.w'), ['1.6.20', '1.7.24'])).toEqual({
    '1.6.20': [],
    '1.7.24': 'fatal',
  });
});

test('the daemon knows the levels and formats of its log', () => {
  const log = (text: string): string | readonly string[] | undefined =>
    byRelease({ [MAIN]: `version = 2\ndebug = { ${text} }\n` }, ['2.1.9'])['2.1.9'];
  expect([log('level = "loud"'), log('format = "xml"')]).toEqual(['fatal', 'fatal']);
  expect([log('level = "WARN"'), log('level = ""'), log('format = "json"')]).toEqual([[], [], []]);
  const drops = {
    [MAIN]: 'version = 2\nimports = ["b.toml"]\n[debug]\nlevel = "loud"\n',
    '/etc/containerd/b.toml': '[debug]\nlevel = "info"\n',
  };
  expect(byRelease(drops, ['1.7.24'])).toEqual({ '1.7.24': [] });
});

test('an older file after one of a version too new crashes 2.0 to 2.2', () => {
  const tree = {
    [MAIN]: 'version = 4\nimports = ["b.toml"]\n',
    '/etc/containerd/b.toml': 'oom_score = 0\n',
  };
  expect(byRelease(tree, ['2.1.9', '2.3.4'])).toEqual({ '2.1.9': 'panic', '2.3.4': [] });
  expect(byRelease({ [MAIN]: 'version = 4\n' }, ['2.1.9'])).toEqual({ '2.1.9': 'fatal' });
});

test('containerd 2 decodes a setting in each spelling of its name', () => {
  const text = 'version = 2\ndebug = { level = "info", Level = 5 }\n';
  expect(byRelease({ [MAIN]: text }, ['1.7.24', '2.1.9'])).toEqual({
    '1.7.24': [],
    '2.1.9': 'fatal',
  });
});

test('a missing value crashes 1.6, and is refused by later releases', () => {
  const missing = [
    'root =\nstate = "/s"\n',
    'imports = ["a",,]\n',
    'imports = [ # c\n}\n',
    'root = ]\n',
  ];
  for (const text of missing) {
    expect(byRelease({ [MAIN]: text }, ['1.6.20', '1.7.24', '2.1.9']), text).toEqual({
      '1.6.20': 'panic',
      '1.7.24': 'fatal',
      '2.1.9': 'fatal',
    });
  }
  const wrong = [
    'root =\n',
    'root = = "x"\n',
    'imports = ["a" "b"]\n',
    'debug = { , }\n',
    'imports = [\n',
  ];
  for (const text of wrong) {
    expect(byRelease({ [MAIN]: text }, ['1.6.20']), text).toEqual({ '1.6.20': 'fatal' });
  }
});

test('the line of a fault is the value that has it', () => {
  const found = plan({ [MAIN]: 'version = 2\n\ndisabled_plugins = "cri"\n' }, 'containerd@2.1.9');
  expect(found).toMatchObject({ load: 'fatal', failure: { path: MAIN, line: 3 } });
});

test('a disabled CRI plugin leaves Kubernetes without image service', () => {
  const text = 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n';
  expect(byRelease({ [MAIN]: text }, ['1.6.20', '2.1.9'])).toEqual({
    '1.6.20': 'cri-missing',
    '2.1.9': 'cri-missing',
  });
});

test('no file at all is fine', () => {
  expect(mirrors(plan({}, 'containerd@2.1.9'))).toEqual([]);
});

test('a target without release is taken for the newest, and the plan says so', () => {
  expect(plan({}, 'containerd')).toMatchObject({ release: 'main', releaseAssumed: true });
  expect(plan({}, 'containerd@2.1.9')).toMatchObject({ release: '2.1.9', releaseAssumed: false });
});
