// Setting mirrors in a list that has the registry's own server in it.
import { expect, test } from 'vitest';
import { type Format, listMirrors, setMirrors } from '../../src/index.ts';

test.each<[Format, string]>([
  [
    'buildkitd',
    '[registry."docker.io"]\n  mirrors = ["registry-1.docker.io", "m.example/proxy"]\n',
  ],
  [
    'containerd',
    'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\n  endpoint = ["https://registry-1.docker.io", "https://m.example/v2/proxy"]\n',
  ],
  [
    'hosts',
    '[host."https://registry-1.docker.io"]\n\n[host."https://m.example/v2/proxy"]\n  override_path = true\n',
  ],
])('%s: what stands behind the server comes before it, in order', (format, text) => {
  const options = { format, registry: 'docker.io' };
  const asked = ['https://m.example/proxy', 'https://hub.example.net'];
  const plan = setMirrors(text, { 'docker.io': asked }, options);
  const [entry] = listMirrors(plan.text, options);
  expect(entry?.mirrors.map(({ url }) => url)).toEqual([...asked, 'https://registry-1.docker.io']);
  expect(setMirrors(plan.text, { 'docker.io': asked }, options).changed).toBe(false);
});

test('what serves others too stays, and setting again changes nothing', () => {
  const text =
    '[registry."m.example"]\n  ca = ["/own.pem"]\n\n\n[registry."docker.io"]\n  mirrors = []\n\n[registry."quay.io"]\n  mirrors = ["m.example"]\n';
  const set = (of: string) =>
    setMirrors(of, { 'quay.io': 'https://m.example' }, { format: 'buildkitd' });
  const plan = set(text);
  expect(plan).toMatchObject({ text, changed: false, edits: [] });
  expect(plan.changes.map(({ action }) => action)).toEqual(['kept']);
});

test('a mirror that is asked for behind the server is written behind it', () => {
  const options = { format: 'hosts', registry: 'r.example:5000' } as const;
  const asked = ['https://a.example', 'http://r.example:5000', 'https://b.example'];
  const there = `[host."https://a.example"]
  capabilities = ["pull", "resolve"]

[host."http://r.example:5000"]
  capabilities = ["pull", "resolve"]

[host."https://b.example"]
  capabilities = ["pull", "resolve"]
  skip_verify = true
`;
  const { text } = setMirrors(there, { 'r.example:5000': asked.map((url) => ({ url })) }, options);
  const [entry] = listMirrors(text, options);
  expect(entry?.mirrors.map(({ url }) => url)).toEqual(asked);
});
