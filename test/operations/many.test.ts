// Many mirrors at once: the work grows with the text and not with its square.
import { expect, test } from 'vitest';
import { type Format, listMirrors, removeMirrors, setMirrors } from '../../src/index.ts';

const COUNT = 6000;
const PER_ENTRY: Readonly<Record<Format, (at: number) => string>> = {
  containerd: (at) =>
    `[plugins.cri.registry.mirrors."r${at}.example"]\n  endpoint = ["https://m${at}.example"]\n`,
  hosts: (at) => `[host."https://m${at}.example"]\n  capabilities = ["pull", "resolve"]\n`,
  registries: (at) =>
    `[[registry]]\n  location = "r${at}.example"\n[[registry.mirror]]\n  location = "m${at}.example"\n`,
  buildkitd: (at) => `[registry."r${at}.example"]\n  mirrors = ["m${at}.example"]\n`,
};
const FORMATS = Object.keys(PER_ENTRY) as Format[];

test.each(FORMATS)('%s: all are removed, or set to one', (format) => {
  const text = Array.from({ length: COUNT }, (_, at) => PER_ENTRY[format](at)).join('');
  const options = { format, registry: 'docker.io' };
  const start = performance.now();
  const registry = listMirrors(text, options).map((each) => each.registry);
  expect(removeMirrors(text, { registry }, options).text).toBe('');
  const [name = ''] = registry;
  const asked = { [name]: ['https://m3.example', 'https://m1.example'] };
  const set = listMirrors(setMirrors(text, asked, options).text, options);
  expect(set[0]?.mirrors.map(({ url }) => url)).toEqual(asked[name]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
