// Where a plan puts mirrors when something stands in the place that it would take.
import { describe, expect, test } from 'vitest';
import { type ConfigTree, explainPull, type PlanOptions, planMirrors } from '../../src/index.ts';

const HUB = { 'docker.io': 'https://hub.example.net' };
const CONF = '/etc/containers/registries.conf';
const DROP_INS = `${CONF}.d`;

function places(tree: ConfigTree, options: PlanOptions): readonly string[] {
  return planMirrors(tree, HUB, options).files.map(({ path }) => path);
}

describe('registries.conf', () => {
  const podman = { target: 'podman@5.4' };

  test('a new drop-in takes the first name that is free', () => {
    const folder = { ...podman, dirs: [`${DROP_INS}/50-mirrors.conf`] };
    expect(places({}, folder)).toEqual([`${DROP_INS}/51-mirrors.conf`]);
    const dangling = { ...podman, links: { [`${DROP_INS}/50-mirrors.conf`]: '/opt/missing' } };
    expect(places({}, dangling)).toEqual([`${DROP_INS}/51-mirrors.conf`]);
  });

  test('the main file is taken where the folder of drop-ins is a link, which is not followed', () => {
    const tree = { [CONF]: '', '/opt/d/10-a.conf': '' };
    expect(places(tree, { ...podman, links: { [DROP_INS]: '/opt/d' } })).toEqual([CONF]);
  });

  test('a mirror that is moved may have settings that nobody can ask for', () => {
    const text = `[[registry]]
location = "docker.io"
[[registry.mirror]]
location = "old.example"
[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "tag-only"
`;
    const plan = planMirrors({ [CONF]: text }, HUB, podman);
    expect(plan.tree[CONF]).toBe(`[[registry]]
location = "docker.io"
[[registry.mirror]]
location = "hub.example.net"
[[registry.mirror]]
location = "old.example"
`);
  });

  test('a mirror for digests alone is no less there where no tag can be pulled', () => {
    const text = '[[registry]]\nlocation = "docker.io"\nblocked = true\n';
    const asked = { 'docker.io': [{ url: 'https://d.example', capabilities: ['pull'] }] } as const;
    expect(planMirrors({ [CONF]: text }, asked, podman).changed).toBe(true);
  });
});

describe('buildkitd.toml', () => {
  const file = '/etc/buildkit/buildkitd.toml';

  test('is not planned for where BuildKit does not take it', () => {
    expect(() => places({ [file]: '[registry\n' }, { target: 'buildkit' })).toThrow(
      expect.objectContaining({ code: 'tree/refused' }),
    );
    expect(() => places({}, { target: 'buildkit', dirs: [file] })).toThrow(
      expect.objectContaining({ code: 'tree/refused' }),
    );
  });
});

test('an entry that hides the one for all in another file says so', () => {
  const registry = 'plugins."io.containerd.grpc.v1.cri".registry';
  const tree = {
    '/etc/containerd/config.toml': `version = 2
imports = ["conf.d/*.toml"]
[${registry}.mirrors."quay.io"]
  endpoint = ["https://quay.example"]
`,
    '/etc/containerd/conf.d/10-a.toml': `version = 2
[${registry}.mirrors."*"]
  endpoint = ["https://all.example"]
`,
  };
  const { remarks } = planMirrors(tree, HUB, { target: 'containerd@2.1.9' });
  expect(remarks).toMatchObject([
    { code: 'tree/hides-star', path: '/etc/containerd/conf.d/10-a.toml', line: 2 },
  ]);
});

describe('hosts.toml', () => {
  test('hosts that the engine passes over are not taken out to put another one first', () => {
    const path = '/etc/containerd/certs.d/docker.io/hosts.toml';
    const text = `server = "https://registry-1.docker.io"
[host]
"https://old.example" = { capabilities = ["pull"] }
[host."https://m.example"]
  capabilities = ["pull", "resolve"]
`;
    const tree = {
      '/etc/containerd/config.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
      [path]: text,
    };
    const plan = planMirrors(tree, HUB, { target: 'containerd@2.1.9' });
    for (const { edits } of plan.files) {
      expect(edits.every(({ start, end }) => start === end)).toBe(true);
    }
    expect(plan.tree[path]).toContain('"https://old.example" = { capabilities = ["pull"] }');
    expect(plan.tree[path]).toContain('[host."https://m.example"]');
  });
});

test('no way is taken by which the mirrors that are there are lost', () => {
  // Found by a property: an entry under the names of version 2 put out the one of the same file.
  const drop = (name: string): string => `/etc/containerd/conf.d/${name}.toml`;
  const mirrors = '"https://old.example", "https://hub.example.net"';
  const tree = {
    '/etc/containerd/config.toml': 'imports = ["/etc/containerd/conf.d/*.toml"]\n',
    [drop('10-a')]: `plugins.cri.registry.mirrors."docker.io".endpoint = [${mirrors}]\n`,
    [drop('20-b')]: 'version = 2\n',
  };
  const asked = { 'docker.io': 'https://hub.example.net' };
  const plan = planMirrors(tree, asked, { target: 'containerd@2.1.9' });
  expect(plan.files.map(({ path, text }) => [path, text])).toEqual([
    [
      drop('10-a'),
      'plugins.cri.registry.mirrors."docker.io".endpoint = ["https://hub.example.net", "https://old.example"]\n',
    ],
  ]);
});

test('a mirror that the entry for all had in front is put there by itself when others come before it', () => {
  // Found by a property: nothing was left to do for the registry until the entry for all changed.
  const config = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://hub.example.net"]
`;
  const tree = { '/etc/containerd/config.toml': config };
  const asked = { '*': 'https://m.example', 'localhost:5000': 'https://hub.example.net' };
  const options = { target: 'containerd@1.7.24' };
  const plan = planMirrors(tree, asked, options);
  const [first] = explainPull(plan.tree, 'localhost:5000/team/app:1', options).attempts;
  expect(first?.host).toBe('hub.example.net:443');
});
