// The laboratory itself: what it says an engine does is what the engine does.

import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Containerd, startContainerd } from './containerd.ts';
import { pullWithPodman, pullWithSkopeo } from './containers.ts';
import { describeEngine } from './describe.ts';
import { containerds, podmans, skopeos } from './engines.ts';
import { imageDigest } from './image.ts';
import { type Network, type NetworkRequest, startNetwork } from './network.ts';
import { type Registry, startRegistry } from './registry.ts';
import { type Files, furnishRoom } from './room.ts';

const image = 'docker.io/library/alpine:3';

const mirrorsFile: Files = {
  '/etc/containerd/config.toml': `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["http://mirror.test:5055"]
`,
};

const hostsFiles: Files = {
  '/etc/containerd/config.toml': `version = 2

[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  '/etc/containerd/certs.d/docker.io/hosts.toml': `[host."http://mirror.test:5055"]
  capabilities = ["pull", "resolve"]
`,
};

const dropInFile: Files = {
  '/etc/containers/registries.conf.d/mirror.conf': `[[registry]]
prefix = "docker.io"
location = "docker.io"

[[registry.mirror]]
location = "mirror.test:5055"
insecure = true
`,
};

let network: Network;
let upstream: Registry;
let mirror: Registry;
let daemon: Containerd | undefined;

beforeEach(async () => {
  network = await startNetwork({ 'mirror.test': '127.0.0.2' });
  upstream = await startRegistry(network, { port: 443, scheme: 'https' });
  mirror = await startRegistry(network, { address: '127.0.0.2', port: 5055 });
});

afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
  await network.stop();
});

describe.each([
  ['mirrors in config.toml', mirrorsFile],
  ['a hosts.toml', hostsFiles],
])('%s', (_, files) => {
  for (const found of containerds) {
    describeEngine(found, (engine) => {
      beforeEach(async () => {
        daemon = await startContainerd({ engine, network, files });
        expect(daemon.load).toBe('ok');
      });

      it('is used', async () => {
        const pull = await daemon?.pull(image);
        expect(pull).toMatchObject({ ok: true, error: '' });
        expect(mirror.requests[0]).toMatchObject({
          scheme: 'http',
          host: 'mirror.test:5055',
          method: 'HEAD',
          path: '/v2/library/alpine/manifests/3',
          ns: 'docker.io',
          status: 200,
        });
        expect(mirror.requests).toEqual(pull?.requests);
        expect(upstream.requests).toEqual([]);
      });

      it('is tried by digest', async () => {
        await daemon?.pull(`docker.io/library/alpine@${imageDigest('3')}`);
        expect(pathsOf(mirror)).toContain(`/v2/library/alpine/manifests/${imageDigest('3')}`);
      });

      it('is passed over when it is down', async () => {
        await mirror.stop();
        expect(await daemon?.pull(image)).toMatchObject({ ok: true });
        expect(upstream.requests[0]).toMatchObject({ host: 'registry-1.docker.io', ns: undefined });
      });

      it('is passed over when it does not have the image', async () => {
        await mirror.stop();
        mirror = await startRegistry(network, { address: '127.0.0.2', port: 5055, answer: 404 });
        const pull = await daemon?.pull(image);
        expect(pull?.ok).toBe(true);
        expect(pull?.requests.slice(0, 2).map(({ status }) => status)).toEqual([404, 200]);
      });

      it('is named in the error when nothing answers', async () => {
        await mirror.stop();
        await upstream.stop();
        const pull = await daemon?.pull(image);
        expect(pull).toMatchObject({ ok: false, requests: [] });
        expect(pull?.error).toContain('connection refused');
      });
    });
  }
});

describe('what containerd makes of its files', () => {
  for (const found of containerds) {
    describeEngine(found, (engine) => {
      const load = async (text: string): Promise<string> => {
        const files = { '/etc/containerd/config.toml': text };
        daemon = await startContainerd({ engine, network, files });
        return daemon.load;
      };

      it('needs none', async () => {
        daemon = await startContainerd({ engine, network, files: {} });
        expect(daemon.load).toBe('ok');
      });

      it('refuses bad TOML', async () => {
        expect(await load('version = 2\nversion = 2\n')).toBe('fatal');
        expect(daemon?.log()).toContain('/etc/containerd/config.toml');
      });

      it('runs without CRI on mirrors beside a config_path', async () => {
        const mirrors = mirrorsFile['/etc/containerd/config.toml'] ?? '';
        const registry = '[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/etc/x"\n';
        expect(await load(`${mirrors}${registry}`)).toBe('cri-missing');
        expect((await daemon?.pull(image))?.error).toContain('unknown service');
      });

      it('refuses a plugin that is no table, or crashes', async () => {
        const text = 'version = 2\nplugins."io.containerd.grpc.v1.cri" = "x"\n';
        expect(await load(text)).toBe(engine.version.startsWith('1.') ? 'fatal' : 'panic');
      });
    });
  }
});

describe('a drop-in of registries.conf', () => {
  for (const found of [...skopeos, ...podmans]) {
    describeEngine(found, (engine) => {
      const pullWith = engine.program === 'skopeo' ? pullWithSkopeo : pullWithPodman;

      it('is used', async () => {
        const pull = await pullWith({ engine, network, files: dropInFile, image });
        expect(pull, pull.log).toMatchObject({ ok: true });
        expect(pull.log).toContain('Trying to access \\"mirror.test:5055/library/alpine:3\\"');
        expect(pathsOf(mirror)).toContain('/v2/library/alpine/manifests/3');
        expect(upstream.requests).toEqual([]);
      });

      it('is passed over when it is down', async () => {
        await mirror.stop();
        const pull = await pullWith({ engine, network, files: dropInFile, image });
        expect(pull, pull.log).toMatchObject({ ok: true });
        expect(new Set(pull.requests.map(originOf))).toEqual(
          new Set(['https://registry-1.docker.io']),
        );
      });

      it('is refused when it is wrong', async () => {
        const files = { '/etc/containers/registries.conf': '[registry]\n' };
        const pull = await pullWith({ engine, network, files, image });
        expect(pull).toMatchObject({ ok: false, requests: [] });
        expect(pull.log).toContain('/etc/containers/registries.conf');
      });
    });
  }
});

for (const found of containerds) {
  describeEngine(found, (engine) => {
    it('leaves nothing behind', async () => {
      const room = await furnishRoom(engine, network, mirrorsFile);
      const running = room.start(['/usr/bin/containerd']);
      await expect
        .poll(() => existsSync(room.outside('/run/containerd/containerd.sock')))
        .toBe(true);
      await running.stop();
      expect(running.exitCode()).toBeDefined();
      await room.remove();
      expect(existsSync(room.outside('/'))).toBe(false);
    });
  });
}

function pathsOf(registry: Registry): readonly string[] {
  return registry.requests.map(({ path }) => path);
}

function originOf({ scheme, host }: NetworkRequest): string {
  return `${scheme}://${host}`;
}
