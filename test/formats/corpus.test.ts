// Real hosts.toml and buildkitd.toml files: six registries or mirrors that they do not name go in,
// a second time changes nothing, and taking them out gives the original bytes back.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AddOptions, addMirrors, MirrorConfError, removeMirrors } from '../../src/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { assertInsertionOnly } from './laws.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.never-named.example`);

/** What is refused, with the reason that is true of it. */
const REFUSED: Readonly<Record<string, string>> = {
  // server is an array of URLs.
  '13-kubernetes-sigs-kind-hosts.toml': 'hosts/wrong-type',
};

describeShared('real files', () => {
  for (const format of ['hosts', 'buildkitd'] as const) {
    const folder = sharedPath('corpus', format);
    const options: AddOptions = format === 'hosts' ? { format, registry: 'docker.io' } : { format };
    for (const name of readdirSync(folder)) {
      test(`${format}: ${name}`, () => {
        const text = readFileSync(join(folder, name), 'utf8');
        const urls = NAMES.map((each) => `https://${each}`);
        const asked =
          format === 'hosts'
            ? { 'docker.io': urls }
            : Object.fromEntries(NAMES.map((each) => [each, 'https://m.example/proxy']));
        const refused = REFUSED[name];
        if (refused) {
          expect(() => addMirrors(text, asked, options)).toThrow(MirrorConfError);
          expect(() => addMirrors(text, asked, options)).toThrow(
            expect.objectContaining({ code: refused }),
          );
          return;
        }
        const plan = addMirrors(text, asked, options);
        assertInsertionOnly(text, plan);
        expect(addMirrors(plan.text, asked, options).changed).toBe(false);
        const selection = format === 'hosts' ? { mirror: urls } : { registry: NAMES };
        expect(removeMirrors(plan.text, selection, options).text).toBe(text);
      });
    }
  }
});
