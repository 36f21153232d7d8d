// What BuildKit takes from buildkitd.toml (engines.md D).
import { describe, expect, test } from 'vitest';
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

describe('by release', () => {
  const text = `[registry."docker.io"]
mirrors = ["localhost:5000/proxy", "localhost/proxy", "http://localhost:5001"]
`;
  const askedBy = (release: string, file = text): ReturnType<typeof asked> =>
    asked(plan(buildkitd(file), `buildkit@${release}`));

  test('what is local is the mirror as it is written before 0.13, then its host', () => {
    expect(askedBy('0.12')).toEqual([
      'http://localhost:5000',
      'https://localhost:443',
      'https://localhost:5001',
      HUB,
    ]);
    expect(askedBy('0.13')).toEqual([
      'http://localhost:5000',
      'http://localhost:80',
      'http://localhost:5001',
      HUB,
    ]);
  });

  test('a path is part of the host before 0.12', () => {
    const file = '[registry."docker.io"]\nmirrors = ["a.example/proxy"]\n';
    const paths = (release: string): string | undefined =>
      plan(buildkitd(file), `buildkit@${release}`).attempts[0]?.path;
    expect(paths('0.11')).toBe('/proxy/v2/library/nginx/manifests/1.27');
    expect(paths('0.12')).toBe('/v2/proxy/library/nginx/manifests/1.27');
  });

  test('http and insecure: one after the other before 0.13, then HTTPS with a way back', () => {
    const file =
      '[registry."docker.io"]\nmirrors = ["a.example:5000"]\n[registry."a.example:5000"]\nhttp = true\ninsecure = true\n';
    expect(askedBy('0.12', file)).toEqual(['http://a.example:5000', 'https://a.example:5000', HUB]);
    expect(askedBy('0.13', file)).toEqual([
      'https://a.example:5000',
      '(http://a.example:5000)',
      HUB,
    ]);
  });
});

test('a folder of certificates that is a file ends every pull; a missing one does not', () => {
  const text = '[registry."docker.io"]\ntlsconfigdir = ["/etc/certs"]\n';
  expect(asked(plan(buildkitd(text), 'buildkit@main'))).toEqual([HUB]);
  expect(asked(plan({ ...buildkitd(text), '/etc/certs': '' }, 'buildkit@main'))).toBe('no request');
});
