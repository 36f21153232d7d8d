// What the formats read out of a file against what running engines were seen to request with it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listMirrors, type Mirror } from '../../src/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

interface Observation {
  readonly id: string;
  readonly engine: string;
  readonly release: string;
  readonly topic: string;
  readonly image: string;
  readonly load: string;
  readonly files: Readonly<Record<string, string>>;
  readonly attempts: readonly { scheme: string; host: string; path: string }[];
}

const HOSTS = '/etc/containerd/certs.d/docker.io/hosts.toml';
const BUILDKITD = '/etc/buildkit/buildkitd.toml';

describeShared('what engines were seen to request', () => {
  const observations = readFileSync(sharedPath('observations', 'observations.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Observation)
    .filter(({ image, load }) => load === 'ok' && image.startsWith('docker.io/library/'));

  test('every request to a mirror of a hosts.toml is one that is listed', () => {
    const some = observations.filter(({ topic }) =>
      /^hosts-(toml|forms|capabilities)$/.test(topic),
    );
    let checked = 0;
    for (const { id, release, files, attempts } of some) {
      const text = files[HOSTS];
      if (text === undefined || /^server/im.test(text)) continue;
      const target = `containerd@${/^main/.test(release) ? 'main' : release}`;
      const mirrors = read(text, { format: 'hosts', registry: 'docker.io', target });
      if (!mirrors) continue;
      const roots = mirrors.map(rootOf);
      // Such as HTTP://…, which containerd takes for a host named HTTP: listed as it is written.
      if (roots.includes(undefined)) continue;
      for (const { host, path } of attempts) {
        if (host.startsWith('registry-1.docker.io')) continue;
        const url = `${host}${path}`;
        expect(
          roots.some((root) => url.startsWith(root ?? ' ')),
          `${id}: ${url} of ${roots.join(' ')}`,
        ).toBe(true);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  test('every request to a mirror of a buildkitd.toml is one that is listed', () => {
    let checked = 0;
    for (const { id, engine, files, attempts } of observations) {
      const text = files[BUILDKITD];
      if (engine !== 'buildkit' || text === undefined) continue;
      const mirrors = read(text, { format: 'buildkitd' });
      if (!mirrors) continue;
      for (const { scheme, host, path } of attempts) {
        if (host.startsWith('registry-1.docker.io')) continue;
        const url = `${scheme}://${host}${path}`;
        const roots = mirrors.map((mirror) => `${mirror.url.split(':')[0]}://${rootOf(mirror)}`);
        expect(
          roots.some((root) => url.startsWith(root)),
          `${id}: ${url} of ${roots.join(' ')}`,
        ).toBe(true);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });
});

/** The mirrors of Docker Hub; `undefined` for a text that is no TOML. */
function read(
  text: string,
  options: Parameters<typeof listMirrors>[1],
): readonly Mirror[] | undefined {
  try {
    return (
      listMirrors(text, options).find(({ registry }) => registry === 'docker.io')?.mirrors ?? []
    );
  } catch {
    return undefined;
  }
}

/** Host with port and API root; a dead URL has none. */
function rootOf({ url, overridePath }: Mirror): string | undefined {
  const [, scheme, host, path = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
  if (host === undefined) return undefined;
  const port = /:[0-9]+$/.test(host) ? '' : scheme === 'https' ? ':443' : ':80';
  const prefix = path === '/v2' || path.startsWith('/v2/') ? '' : '/v2';
  return `${host}${port}${overridePath ? path : prefix + path}`;
}
