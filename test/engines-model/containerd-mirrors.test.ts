// Endpoints from `mirrors` and from hosts.toml folders, by release (engines.md A.4 to A.7, B).
import { describe, expect, test } from 'vitest';
import {
  asked,
  byRelease,
  DIGEST,
  HOSTS,
  HUB,
  MAIN,
  mirrors,
  plan,
  WITH_CERTS_D,
  whyUnused,
} from './ask.ts';

const REGISTRY = 'plugins."io.containerd.grpc.v1.cri".registry';

function inline(entries: string): Readonly<Record<string, string>> {
  return { [MAIN]: `version = 2\n${entries}` };
}

function hosts(text: string): Readonly<Record<string, string>> {
  return { [MAIN]: WITH_CERTS_D, [HOSTS]: text };
}

describe('mirrors in the file', () => {
  test('the entry of a registry hides the one for all', () => {
    const found = plan(
      inline(`[${REGISTRY}.mirrors."*"]
endpoint = ["https://all.example"]
[${REGISTRY}.mirrors."docker.io"]
endpoint = ["https://a.example"]
`),
      'containerd@2.1.9',
    );
    expect(asked(found)).toEqual(['https://a.example:443', HUB]);
    expect(whyUnused(found, 'https://all.example')).toBe('hidden by the entry for "docker.io"');
  });

  test('a name that only resembles the registry is none', () => {
    const found = plan(
      inline(`[${REGISTRY}.mirrors."registry-1.docker.io"]\nendpoint = ["https://a.example"]\n`),
      'containerd@2.1.9',
    );
    expect(mirrors(found)).toEqual([]);
    expect(whyUnused(found, 'https://a.example')).toBe('Docker Hub is looked up as "docker.io"');
  });

  test('a mirror is told which registry is meant', () => {
    const found = plan(
      inline(`[${REGISTRY}.mirrors."docker.io"]\nendpoint = ["http://127.0.0.1:5000/x"]\n`),
      'containerd@2.1.9',
    );
    expect(found.attempts[0]).toEqual({
      scheme: 'http',
      host: '127.0.0.1:5000',
      path: '/x/library/nginx/manifests/1.27',
      ns: 'docker.io',
      servesTags: true,
      fallback: false,
      from: { path: MAIN, line: 3 },
    });
    expect(found.attempts[1]).toMatchObject({ ns: null, path: '/v2/library/nginx/manifests/1.27' });
  });

  test('mirrors beside config_path take the CRI plugin away', () => {
    const text = `[${REGISTRY}]
config_path = "/etc/containerd/certs.d"
[${REGISTRY}.mirrors."docker.io"]
endpoint = ["https://a.example"]
`;
    expect(byRelease(inline(text), ['1.7.24', '2.1.9', '2.3.4'])).toEqual({
      '1.7.24': 'cri-missing',
      '2.1.9': 'cri-missing',
      '2.3.4': 'cri-missing',
    });
  });

  test('2.2.0 has a config_path of its own, which mirrors contradict', () => {
    const text = `[${REGISTRY}.mirrors."docker.io"]\nendpoint = ["https://a.example"]\n`;
    expect(byRelease(inline(text), ['2.1.9', '2.2.0', '2.2.2'])).toEqual({
      '2.1.9': ['https://a.example:443'],
      '2.2.0': 'cri-missing',
      '2.2.2': ['https://a.example:443'],
    });
  });
});

describe('hosts.toml', () => {
  const two = `[host."https://a.example"]\n[host."https://b.example"]\n`;

  test('hosts come in the order of their headers, the server last', () => {
    const found = plan(hosts(`server = "https://s.example"\n${two}`), 'containerd@2.1.9');
    expect(asked(found)).toEqual([
      'https://a.example:443',
      'https://b.example:443',
      'https://s.example:443',
    ]);
    expect(found.attempts.map(({ from }) => from?.line)).toEqual([2, 3, 1]);
  });

  test('containerd 2 does not list inline tables', () => {
    const tree = hosts(`[host]\n"https://a.example" = { capabilities = ["pull", "resolve"] }\n`);
    expect(byRelease(tree, ['1.7.24', '2.1.9'])).toEqual({
      '1.7.24': ['https://a.example:443'],
      '2.1.9': [],
    });
    expect(whyUnused(plan(tree, 'containerd@2.1.9'), 'https://a.example')).toContain('header');
  });

  test('a host that may only be pulled from is asked for digests alone', () => {
    const tree = hosts(`[host."https://a.example"]\ncapabilities = ["pull"]\n`);
    const byTag = plan(tree, 'containerd@2.1.9');
    expect(mirrors(byTag)).toEqual([]);
    expect(whyUnused(byTag, 'https://a.example')).toBe(
      'a host that may only be pulled from is not asked for a tag',
    );
    const byDigest = plan(tree, 'containerd@2.1.9', `nginx@${DIGEST}`);
    expect(byDigest.attempts[0]).toMatchObject({ host: 'a.example:443', servesTags: false });
  });

  test('an unknown capability discards the whole file', () => {
    const tree = hosts(`${two}[host."https://c.example"]\ncapabilities = ["referrers"]\n`);
    const found = plan(tree, 'containerd@2.1.9');
    expect(mirrors(found)).toEqual([]);
    expect(found.unused).toEqual([
      {
        entry: HOSTS,
        reason:
          'the whole file has no effect: the capability "referrers" is unknown to this release',
        path: HOSTS,
        line: 4,
      },
    ]);
    expect(mirrors(plan(tree, 'containerd@2.2.0'))).toHaveLength(2);
  });

  test('of two spellings the later counts with containerd 2, and both must have the right type', () => {
    const after = (line: string): Readonly<Record<string, string>> => ({
      [MAIN]: WITH_CERTS_D,
      [HOSTS]: `server = "http://b.test"\n${line}\n[host."http://a.test"]\n`,
    });
    const releases = ['1.7.24', '2.1.9'];
    expect(byRelease(after('Server = "http://a.test"'), releases)).toEqual({
      '1.7.24': ['http://a.test:80', 'http://b.test:80'],
      '2.1.9': ['http://a.test:80'],
    });
    const tables = after('[host."http://c.test"]\noverride_path = true\n[Host."http://d.test"]');
    expect(plan(tables, 'containerd@2.1.9').attempts.map(({ path }) => path.slice(0, 9))).toEqual([
      '/library/',
      '/v2/libra',
      '/v2/libra',
    ]);
    const header = '[host."http://c.test"]\nHeader = { x = 1 }\nheader = { x = "y" }';
    expect(mirrors(plan(after(header), 'containerd@2.1.9'))).toEqual([]);
    expect(byRelease(after('Server = 1'), releases)).toEqual({
      '1.7.24': ['http://a.test:80', 'http://b.test:80'],
      '2.1.9': [],
    });
  });

  test('a file with a server alone is an error for early releases', () => {
    const tree = hosts('server = "https://s.example"\n');
    expect(byRelease(tree, ['1.6.20', '1.7.24', '1.7.32', '2.0.11'])).toEqual({
      '1.6.20': [],
      '1.7.24': [],
      '1.7.32': ['https://s.example:443'],
      '2.0.11': ['https://s.example:443'],
    });
  });

  test('a host keeps its path and gets /v2 behind it', () => {
    const path = (text: string): string | undefined =>
      plan(hosts(text), 'containerd@2.1.9').attempts[0]?.path;
    const rest = 'library/nginx/manifests/1.27';
    expect(path('[host."https://a.example"]\n')).toBe(`/v2/${rest}`);
    expect(path('[host."https://a.example/x"]\n')).toBe(`/x/v2/${rest}`);
    expect(path('[host."https://a.example/x/v2/"]\n')).toBe(`/x/v2/${rest}`);
    expect(path('[host."https://a.example/x"]\noverride_path = true\n')).toBe(`/x/${rest}`);
  });

  test('TLS settings make a plain host ask over HTTPS first, from when on it did', () => {
    const tree = (port: string): Readonly<Record<string, string>> =>
      hosts(`[host."http://a.example${port}"]\nskip_verify = true\n`);
    expect(byRelease(tree(':5000'), ['1.6.20', '1.7.24'])).toEqual({
      '1.6.20': ['http://a.example:5000'],
      '1.7.24': ['https://a.example:5000', '(http://a.example:5000)'],
    });
    expect(byRelease(tree(':80'), ['1.7.24'])).toEqual({ '1.7.24': ['http://a.example:80'] });
    expect(byRelease(tree(''), ['1.7.8', '1.7.24'])).toEqual({
      '1.7.8': ['http://a.example:80'],
      '1.7.24': ['https://a.example:443', '(http://a.example:80)'],
    });
  });

  test('a host with a header that HTTP cannot carry is never asked', () => {
    for (const header of ['"x a" = "b"', 'x-a = "b\\nc"', 'x-a = ["b", "\\u007f"]']) {
      const tree = hosts(`[host."https://b.example".header]\n${header}\n${two.split('\n')[0]}\n`);
      const found = plan(tree, 'containerd@2.1.9');
      expect(mirrors(found)).toEqual(['https://a.example:443']);
      expect(whyUnused(found, 'https://b.example')).toContain('no request leaves');
    }
  });

  test('a timeout below zero is over before it begins', () => {
    const tree = (timeout: string): Readonly<Record<string, string>> =>
      hosts(`[host."https://a.example"]\ndial_timeout = "${timeout}"\n`);
    expect(byRelease(tree('-1s'), ['1.7.24', '2.1.9'])).toEqual({
      '1.7.24': ['https://a.example:443'],
      '2.1.9': [],
    });
    expect(byRelease(tree('-0s'), ['2.1.9'])).toEqual({ '2.1.9': ['https://a.example:443'] });
  });

  test('a port alone is this machine over HTTP, and no host over HTTPS', () => {
    const tree = hosts('[host."http://:5000"]\n[host.":5001"]\n');
    expect(mirrors(plan(tree, 'containerd@2.1.9'))).toEqual(['http://:5000']);
  });

  test('a name in another script goes over the wire in ASCII', () => {
    const tree = hosts('[host."https://bücher.example"]\n');
    expect(mirrors(plan(tree, 'containerd@2.1.9'))).toEqual(['https://xn--bcher-kva.example:443']);
  });

  test('containerd 2 decodes a setting in each spelling of its name', () => {
    const tree = hosts(`${two}skip_verify = true\nSkip_Verify = "yes"\n`);
    expect(mirrors(plan(tree, 'containerd@2.1.9'))).toEqual([]);
    expect(mirrors(plan(tree, 'containerd@1.7.24'))).toHaveLength(2);
  });

  test('a missing value crashes 1.6 at the next pull', () => {
    const tree = hosts(`${two}capabilities = ["pull",,]\n`);
    expect(plan(tree, 'containerd@1.6.20')).toMatchObject({ load: 'panic', panicAt: 'pull' });
    expect(mirrors(plan(tree, 'containerd@1.7.24'))).toEqual([]);
  });

  test('the folder with the port in underscores comes first, _default last', () => {
    const root = '/etc/containerd/certs.d';
    const image = 'r.example:5000/app';
    const tree = {
      [MAIN]: WITH_CERTS_D,
      [`${root}/r.example_5000_/hosts.toml`]: '[host."https://a.example"]\n',
      [`${root}/r.example:5000/hosts.toml`]: '[host."https://b.example"]\n',
      [`${root}/_default/hosts.toml`]: '[host."https://c.example"]\n',
    };
    const found = plan(tree, 'containerd@2.1.9', image);
    expect(asked(found)).toEqual(['https://a.example:443', 'https://r.example:5000']);
    expect(found.unused.map(({ reason }) => reason)).toEqual([
      `hidden by ${root}/r.example_5000_`,
      `hidden by ${root}/r.example_5000_`,
    ]);
  });

  test('an empty folder hides the roots and folders behind it', () => {
    const tree = {
      [MAIN]: WITH_CERTS_D,
      '/etc/containerd/certs.d/_default/hosts.toml': '[host."https://c.example"]\n',
    };
    const dirs = ['/etc/containerd/certs.d/docker.io'];
    expect(mirrors(plan(tree, 'containerd@2.1.9'))).toHaveLength(1);
    expect(mirrors(plan(tree, 'containerd@2.1.9', 'nginx', { dirs }))).toEqual([]);
  });

  test('a file in place of the folder ends every pull', () => {
    const tree = { [MAIN]: WITH_CERTS_D, '/etc/containerd/certs.d/docker.io': '' };
    expect(plan(tree, 'containerd@2.1.9')).toMatchObject({
      load: 'ok',
      attempts: [],
      failure: { path: MAIN, line: 3 },
    });
  });

  test('links are followed, and the place is the real file', () => {
    const real = '/etc/containerd/real/hosts.toml';
    const links = { '/etc/containerd/certs.d/docker.io': '../real' };
    const found = plan({ [MAIN]: WITH_CERTS_D, [real]: two }, 'containerd@2.1.9', 'nginx', {
      links,
    });
    expect(found.attempts[0]?.from).toEqual({ path: real, line: 1 });
  });

  test('the transfer service takes two roots for one folder; a local pull splits them', () => {
    const paths = `version = 3
[plugins."io.containerd.cri.v1.images"]
use_local_image_pull = LOCAL
[plugins."io.containerd.cri.v1.images".registry]
config_path = "/etc/containerd/certs.d:/etc/docker/certs.d"
`;
    const tree = (local: boolean): Readonly<Record<string, string>> => ({
      [MAIN]: paths.replace('LOCAL', String(local)),
      [HOSTS]: two,
    });
    expect(mirrors(plan(tree(false), 'containerd@2.1.9'))).toEqual([]);
    expect(mirrors(plan(tree(true), 'containerd@2.1.9'))).toHaveLength(2);
  });
});
