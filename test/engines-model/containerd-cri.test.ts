// What keeps containerd's CRI plugin from pulling at all, by release (engines.md A.2, A.3, A.6).
import { describe, expect, test } from 'vitest';
import { asked, byRelease, HOSTS, MAIN, plan, WITH_CERTS_D } from './ask.ts';

const CRI = 'plugins."io.containerd.grpc.v1.cri"';
const IMAGES = 'plugins."io.containerd.cri.v1.images"';
const HUB_ONLY: readonly string[] = [];

describe('the plugin', () => {
  test('needs the snapshotter, whose name is short in version 1', () => {
    const short = { [MAIN]: 'disabled_plugins = ["overlayfs"]\n' };
    expect(byRelease(short, ['1.6.20', '1.7.24', '2.3.4'])).toEqual({
      '1.6.20': 'cri-missing',
      '1.7.24': 'cri-missing',
      '2.3.4': 'cri-missing',
    });
    const other = { [MAIN]: 'disabled_plugins = ["btrfs", "zfs"]\n' };
    expect(byRelease(other, ['1.6.20', '2.3.4'])).toEqual({
      '1.6.20': HUB_ONLY,
      '2.3.4': HUB_ONLY,
    });
  });

  test('needs what it is made of, by the names of the release and the version', () => {
    const without = (
      name: string,
      version = 'version = 2\n',
    ): Readonly<Record<string, string>> => ({
      [MAIN]: `${version}disabled_plugins = ["${name}"]\n`,
    });
    const releases = ['1.6.20', '1.7.24', '2.1.9'];
    const loads = (files: Readonly<Record<string, string>>): readonly unknown[] =>
      Object.values(byRelease(files, releases));
    const no = 'cri-missing';
    expect(loads(without('io.containerd.service.v1.images-service'))).toEqual([no, no, no]);
    expect(loads(without('io.containerd.runtime.v1.linux'))).toEqual([no, no, HUB_ONLY]);
    expect(loads(without('io.containerd.image-verifier.v1.bindir'))).toEqual([[], [], no]);
    expect(loads(without('io.containerd.service.v1.leases-service'))).toEqual([no, [], []]);
    expect(loads(without('io.containerd.internal.v1.opt'))).toEqual([[], [], []]);
    expect(loads(without('linux', ''))).toEqual([no, no, HUB_ONLY]);
    expect(loads(without('task', ''))).toEqual([no, no, no]);
    expect(loads(without('images-service', ''))).toEqual([no, no, no]);
    expect(loads(without('content', ''))).toEqual([no, no, HUB_ONLY]);
  });

  test('loads with an empty timeout, and pulls nothing', () => {
    const text = `version = 2\n[${CRI}]\nimage_pull_progress_timeout = ""\n`;
    expect(byRelease({ [MAIN]: text }, ['1.6.33', '1.7.5', '2.0.7', '2.3.0'])).toEqual({
      '1.6.33': HUB_ONLY,
      '1.7.5': 'no request',
      '2.0.7': 'no request',
      '2.3.0': 'no request',
    });
    expect(plan({ [MAIN]: text }, 'containerd@2.1.9').failure).toMatchObject({
      path: MAIN,
      line: 3,
    });
  });

  test('waits forever at a timeout of zero, unless pulls are local, and crashes below zero', () => {
    const text = (timeout: string): string =>
      `version = 2\n[${CRI}]\nimage_pull_progress_timeout = "${timeout}"\n`;
    const files = { [MAIN]: text('0s') };
    expect(byRelease(files, ['1.6.20', '1.7.24', '2.0.11', '2.1.9', '2.3.4'])).toEqual({
      '1.6.20': HUB_ONLY,
      '1.7.24': HUB_ONLY,
      '2.0.11': HUB_ONLY,
      '2.1.9': 'no request',
      '2.3.4': 'no request',
    });
    const local = `${text('0')}[${IMAGES}]\nuse_local_image_pull = true\n`;
    expect(byRelease({ [MAIN]: local }, ['2.1.9'])).toEqual({ '2.1.9': HUB_ONLY });
    expect(plan({ [MAIN]: text('-5s') }, 'containerd@2.1.9')).toMatchObject({
      load: 'panic',
      panicAt: 'pull',
    });
  });

  test('has one place for the folders of CNI from 2.1 on', () => {
    const both = (folders: string): Readonly<Record<string, string>> => ({
      [MAIN]: `version = 3\n[plugins."io.containerd.cri.v1.runtime".cni]\nbin_dir = "/a"\nbin_dirs = [${folders}]\n`,
    });
    expect(byRelease(both('"/b"'), ['2.0.7', '2.1.0', '2.3.4'])).toEqual({
      '2.0.7': HUB_ONLY,
      '2.1.0': 'cri-missing',
      '2.3.4': 'cri-missing',
    });
    expect(byRelease(both('"/opt/cni/bin"'), ['2.1.0'])).toEqual({ '2.1.0': HUB_ONLY });
    expect(byRelease(both(''), ['2.1.0'])).toEqual({ '2.1.0': HUB_ONLY });
  });

  test('of 2.2.0 and 2.2.1 has two roots again where a version 2 file says none in either section', () => {
    const text = `version = 2
[${CRI}]
sandbox_image = "registry.k8s.io/pause:3.10"
[${IMAGES}.registry]
config_path = ""
[${IMAGES}.registry.mirrors."docker.io"]
endpoint = ["https://a.example"]
`;
    expect(byRelease({ [MAIN]: text }, ['2.1.9', '2.2.0', '2.2.1', '2.2.2'])).toEqual({
      '2.1.9': ['https://a.example:443'],
      '2.2.0': 'cri-missing',
      '2.2.1': 'cri-missing',
      '2.2.2': ['https://a.example:443'],
    });
  });
});

describe('other plugins', () => {
  const releases = ['1.6.20', '1.7.24', '2.1.9'];
  const loads = (text: string): readonly unknown[] =>
    Object.values(byRelease({ [MAIN]: text }, releases));

  test('keep the daemon from starting where they are required and not there', () => {
    const requiring = (name: string, rest = ''): readonly unknown[] =>
      loads(`version = 2\nrequired_plugins = ["${name}"]\n${rest}`);
    const none = ['fatal', 'fatal', 'fatal'];
    const all = [HUB_ONLY, HUB_ONLY, HUB_ONLY];
    expect(requiring('io.containerd.foo.v1.bar')).toEqual(none);
    expect(requiring('io.containerd.runtime.v1.linux')).toEqual([HUB_ONLY, HUB_ONLY, 'fatal']);
    expect(requiring('io.containerd.cri.v1.images')).toEqual(['fatal', 'fatal', HUB_ONLY]);
    expect(requiring('io.containerd.snapshotter.v1.overlayfs')).toEqual(all);
    const native = 'io.containerd.snapshotter.v1.native';
    expect(requiring(native, `disabled_plugins = ["${native}"]\n`)).toEqual(none);
    const proxy = '[proxy_plugins.stargz]\ntype = "snapshot"\naddress = "/run/x.sock"\n';
    expect(requiring('io.containerd.snapshotter.v1.stargz', proxy)).toEqual(all);
    expect(loads('required_plugins = ["overlayfs"]\n')).toEqual(all);
    expect(loads('required_plugins = ["foo"]\n')).toEqual(none);
  });

  test('crash it as proxies of no type, or with the name of a plugin', () => {
    const proxy = (name: string, type: string): readonly unknown[] =>
      loads(`[proxy_plugins.${name}]\ntype = "${type}"\naddress = "/run/x.sock"\n`);
    const none = ['panic', 'panic', 'panic'];
    expect(proxy('x', 'snapshot')).toEqual([HUB_ONLY, HUB_ONLY, HUB_ONLY]);
    expect(proxy('x', 'snapshotter')).toEqual(none);
    expect(proxy('x', '')).toEqual(none);
    expect(proxy('x', 'diff')).toEqual(['panic', HUB_ONLY, HUB_ONLY]);
    expect(proxy('x', 'sandbox')).toEqual(['panic', 'panic', HUB_ONLY]);
    expect(proxy('overlayfs', 'snapshot')).toEqual(none);
  });

  test('keep it from starting where their settings are no table', () => {
    const set = (name: string): readonly unknown[] =>
      loads(`version = 2\nplugins."${name}" = "x"\n`);
    const all = ['fatal', 'fatal', 'fatal'];
    expect(set('io.containerd.internal.v1.opt')).toEqual(all);
    expect(set('io.containerd.gc.v1.scheduler')).toEqual(all);
    expect(set('io.containerd.runtime.v2.task')).toEqual(['fatal', 'fatal', 'panic']);
    expect(set('io.containerd.event.v1.exchange')).toEqual(['fatal', 'fatal', HUB_ONLY]);
    expect(loads('[plugins.opt]\npath = 5\n')).toEqual(all);
  });
});

describe('the snapshotter', () => {
  const named = (name: string): string => `version = 2
[${CRI}.containerd]
snapshotter = "${name}"
runtimes.runc.runtime_type = "io.containerd.runc.v2"
`;
  const proxy = (type: string): string => `${named('stargz')}
[proxy_plugins.stargz]
type = "${type}"
address = "/run/stargz.sock"
`;

  test('is built in, or a proxy plugin for snapshots', () => {
    const releases = ['1.6.20', '1.7.24', '2.1.9'];
    for (const text of [named('native'), proxy('snapshot')]) {
      expect(Object.values(byRelease({ [MAIN]: text }, releases))).toEqual([[], [], []]);
    }
    for (const text of [named('stargz'), proxy('content')]) {
      expect(new Set(Object.values(byRelease({ [MAIN]: text }, releases)))).toEqual(
        new Set(['cri-missing']),
      );
    }
    expect(plan({ [MAIN]: named('stargz') }, 'containerd@2.1.9').failure).toMatchObject({
      path: MAIN,
      line: 3,
    });
  });

  test('without a name is the usual one for containerd 1 alone', () => {
    expect(byRelease({ [MAIN]: named('') }, ['1.7.24', '2.1.9'])).toEqual({
      '1.7.24': HUB_ONLY,
      '2.1.9': 'cri-missing',
    });
  });
});

describe('the migration', () => {
  test('pins the image of pods, which has to be a name', () => {
    const text = `version = 2\n[${CRI}]\nsandbox_image = 5\n`;
    expect(byRelease({ [MAIN]: text }, ['1.7.24', '2.1.9'])).toEqual({
      '1.7.24': 'fatal',
      '2.1.9': 'fatal',
    });
  });

  test('makes a list of the folder of CNI, beside what the newer section says', () => {
    const text = (older: string): string => `version = 2
[${CRI}.cni]
${older}
[plugins."io.containerd.cri.v1.runtime".cni]
bin_dir = "/c"
`;
    for (const older of ['bin_dir = "/a"', 'bin_dirs = ["/a"]']) {
      expect(byRelease({ [MAIN]: text(older) }, ['2.0.11', '2.1.9'])['2.1.9']).toBe('cri-missing');
    }
    expect(byRelease({ [MAIN]: text('conf_dir = "/a"') }, ['2.1.9'])).toEqual({ '2.1.9': [] });
    expect(byRelease({ [MAIN]: text('bin_dir = 5') }, ['2.1.9'])).toEqual({ '2.1.9': 'panic' });
  });
});

test('a header that HTTP cannot carry keeps every request back', () => {
  const text = (header: string): string => `version = 2\n[${CRI}.registry.headers]\n${header}\n`;
  for (const header of ['"x a" = []', 'x-a = ["b\\nc"]']) {
    expect(byRelease({ [MAIN]: text(header) }, ['1.6.20', '2.1.9'])).toEqual({
      '1.6.20': 'no request',
      '2.1.9': 'no request',
    });
  }
  expect(byRelease({ [MAIN]: text('x-a = ["b\\tc"]') }, ['2.1.9'])).toEqual({ '2.1.9': [] });
});

describe('the local host', () => {
  test('has an IPv6 address that early releases take in no image', () => {
    expect(byRelease({}, ['1.6.20', '1.7.24'], '[::1]:5000/a/b:1')).toEqual({
      '1.6.20': 'no request',
      '1.7.24': ['http://[::1]:5000'],
    });
  });

  test('is not what stands in brackets without a port', () => {
    const tree = { [MAIN]: WITH_CERTS_D };
    expect(asked(plan(tree, 'containerd@2.1.9', '[::1]/a/b:1'))).toEqual(['https://[::1]:443']);
    expect(asked(plan(tree, 'containerd@2.1.9', '[::1]:5000/a/b:1'))).toEqual([
      'https://[::1]:5000',
      '(http://[::1]:5000)',
    ]);
    const inline = `version = 2\n[${CRI}.registry.mirrors."docker.io"]\nendpoint = ["[::1]", "[::1]:5000"]\n`;
    expect(byRelease({ [MAIN]: inline }, ['1.7.24'])).toEqual({
      '1.7.24': ['https://[::1]:443', 'http://[::1]:5000'],
    });
  });
});

test('a pull that nobody may be asked for fails, and says so', () => {
  const text = 'server = "https://a.example"\ncapabilities = ["push"]\n';
  const found = plan({ [MAIN]: WITH_CERTS_D, [HOSTS]: text }, 'containerd@2.1.9');
  expect(found).toMatchObject({ load: 'ok', attempts: [] });
  expect(found.failure?.message).toContain('no host is left');
});
