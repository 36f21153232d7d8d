// Every case of fixtures/cases: what a file becomes when mirrors are added, to the letter, and the
// laws for it. `UPDATE=1` writes the results anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type AddOptions, addMirrors, type MirrorMap } from '../../src/index.ts';
import { askedBy } from '../support/generate-mirrors.ts';
import { assertIdempotent, assertInsertionOnly, assertLaws } from '../support/laws.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** `before` names a file of fixtures; without it `before.toml` of the case is meant. */
type CaseOptions = Omit<AddOptions, 'format'> & { readonly before?: string };

for (const format of ['containerd', 'registries'] as const) {
  describe(format, () => {
    const folder = join(FIXTURES, 'cases', format);
    test.each(readdirSync(folder))('%s', (name) => {
      const file = (part: string): string => join(folder, name, part);
      const json = (part: string): unknown => JSON.parse(readFileSync(file(part), 'utf8'));
      const { before, ...given } = (
        existsSync(file('options.json')) ? json('options.json') : {}
      ) as CaseOptions;
      const options = { ...given, format };
      const mirrors = json('mirrors.json') as MirrorMap;
      const text = readFileSync(before ? join(FIXTURES, before) : file('before.toml'), 'utf8');
      const plan = addMirrors(text, mirrors, options);
      if (process.env['UPDATE'] === '1') writeFileSync(file('after.toml'), plan.text);
      expect(plan.text).toBe(readFileSync(file('after.toml'), 'utf8'));
      const sample = { text, options, refusals: [], asked: askedBy(mirrors) };
      if (sample.asked.size > 0) return assertLaws(sample, plan);
      assertInsertionOnly(text, plan);
      assertIdempotent(mirrors, options, plan);
    });
  });
}
