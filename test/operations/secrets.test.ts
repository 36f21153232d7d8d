// Credentials in what is no URL are not repeated, wherever they stand in it.
import { expect, test } from 'vitest';
import {
  addMirrors,
  convertMirrors,
  type Format,
  listMirrors,
  parseConfig,
  removeMirrors,
  setMirrors,
} from '../../src/index.ts';
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
