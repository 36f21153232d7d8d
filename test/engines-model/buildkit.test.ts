// What BuildKit takes from buildkitd.toml (engines.md D).
import { expect, test } from 'vitest';
import { asked, BUILDKITD, HUB, plan, whyUnused } from './ask.ts';

function buildkitd(text: string): Readonly<Record<string, string>> {
  return { [BUILDKITD]: text };
}

test('mirrors in order, then the registry; a path goes below /v2', () => {
  const text = '[registry."docker.io"]\nmirrors = ["a.example", "b.example:5000/proxy"]\n';
  const found = plan(buildkitd(text), 'buildkit@main');
  expect(asked(found)).toEqual(['https://a.example:443', 'https://b.example:5000', HUB]);
  expect(found.attempts[1]).toMatchObject({
    path: '/v2/proxy/library/nginx/manifests/1.27',
    ns: 'docker.io',
    from: { path: BUILDKITD, line: 2 },
  });
});

test('a mirror’s own table says whether it is plain HTTP', () => {
  const text = `[registry."docker.io"]
mirrors = ["a.example:5000"]
[registry."a.example:5000"]
http = true
`;
  expect(asked(plan(buildkitd(text), 'buildkit@main'))).toEqual(['http://a.example:5000', HUB]);
});

test('a table under another name of Docker Hub is not heard', () => {
  const text = '[registry."registry-1.docker.io"]\nmirrors = ["a.example"]\n';
  const found = plan(buildkitd(text), 'buildkit@main');
  expect(asked(found)).toEqual([HUB]);
  expect(whyUnused(found, 'a.example')).toBe('Docker Hub is looked up as "docker.io"');
});

test('a file that does not parse keeps the daemon from starting', () => {
  expect(plan(buildkitd('[registry\n'), 'buildkit@main').load).toBe('fatal');
});
