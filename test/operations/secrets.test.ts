// Credentials in what is no URL are not repeated, wherever they stand in it.
import { expect, test } from 'vitest';
import {
  addMirrors,
  convertMirrors,
  explainPull,
  type Format,
  listMirrors,
  parseConfig,
  removeMirrors,
  setMirrors,
} from '../../src/index.ts';
import { treeOf } from '../../src/operations/probe.ts';
import { decode } from '../../src/toml/index.ts';
import { errorOf } from '../support/laws.ts';

const TEXTS: Readonly<Record<Format, (url: string) => string>> = {
  containerd: (url) =>
    `version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nendpoint = ["${url}"]\n`,
  hosts: (url) => `[host."${url}"]\n`,
  registries: (url) =>
    `[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "${url}"\n`,
  buildkitd: (url) => `[registry."docker.io"]\nmirrors = ["${url}"]\n`,
};
const URLS = [
  'https://user:S3CRET@m.example',
  'http:/user:S3CRET@m.example',
  'user:S3CRET@m.example',
  'user:S3CRET@[::1',
  'https://user:S3CRET/x@m.example',
  'https://user:x/S3CRET@y@m.example',
];

test.each(
  (Object.keys(TEXTS) as Format[]).flatMap((format) => URLS.map((url) => [format, url] as const)),
)('%s: %s', (format, url) => {
  const text = TEXTS[format](url);
  const options = { format, registry: 'docker.io' };
  const asked = { 'docker.io': 'https://hub.example.net' };
  const list = listMirrors(text, options);
  const plans = [
    () => addMirrors(text, asked, options),
    () => setMirrors(text, asked, options),
    () => removeMirrors(text, { registry: 'docker.io' }, options),
  ].map((plan) => {
    const error = errorOf(() => plan());
    if (error !== undefined) return String(error);
    const { changes, diagnostics } = plan();
    return JSON.stringify([changes, diagnostics]);
  });
  const rest = JSON.stringify([list, convertMirrors(list, 'hosts'), parseConfig(text, options)]);
  for (const said of [...plans, rest]) expect(said).not.toContain('S3CRET');
});

const TARGETS: Readonly<Record<Format, readonly string[]>> = {
  containerd: ['containerd@1.6.20', 'containerd@2.1.9'],
  hosts: ['containerd@1.6.20', 'containerd@2.1.9'],
  registries: ['containers-image@5.22', 'containers-image@5.39'],
  buildkitd: ['buildkit@0.11', 'buildkit@main'],
};
const UNUSED = ['https://user:S3CRET@m:bad', 'ftp://user:S3CRET@m.example', 'user:S3CRET@[::1'];

test.each(
  (Object.keys(TEXTS) as Format[]).flatMap((format) =>
    TARGETS[format].flatMap((target) =>
      [...UNUSED, 'https://m.example?token=S3CRET'].map((url) => [format, target, url] as const),
    ),
  ),
)('what is foretold of %s for %s: %s', (format, target, url) => {
  const text = TEXTS[format](url);
  const tree = treeOf(format, text, decode(text).data ?? {});
  // What an engine makes a path of is in the path that it asks for.
  const { attempts: _, ...said } = explainPull(tree, 'alpine', { target });
  expect(JSON.stringify(said)).not.toContain('S3CRET');
});
