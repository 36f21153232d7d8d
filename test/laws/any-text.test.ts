// Laws for texts that nobody vouches for: locating ends on all of them, and an addition keeps its
// promise or says by a typed error why it cannot.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMirrors,
  detectFormat,
  lint,
  listMirrors,
  MirrorConfError,
  parseConfig,
} from '../../src/index.ts';
import { nodeData, openDocument } from '../../src/toml/index.ts';
import { containerdSample } from '../support/generate-containerd.ts';
import { mirrorMap } from '../support/generate-mirrors.ts';
import { registriesSample } from '../support/generate-registries.ts';
import { anyText, changed } from '../support/generate-texts.ts';
import { accepts, read, sameData } from '../support/judge.ts';
import {
  assertEffect,
  assertIdempotent,
  assertInsertionOnly,
  assertPlainToml,
  errorOf,
  type Sample,
} from '../support/laws.ts';

const ALMOST = {
  'config.toml': changed(containerdSample),
  'registries.conf': changed(registriesSample),
};

describe('any text', () => {
  test('is located without throwing (law 1)', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        nodeData(openDocument(text).root);
        detectFormat(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('is located as smol-toml reads it, when smol-toml does (law 2)', () => {
    fc.assert(fc.property(anyText, assertOracle), { numRuns: 3000 });
  });

  test('is read or refused by a typed error, and linted without one', () => {
    const mirrors = { 'docker.io': 'https://hub.example.net' };
    fc.assert(
      fc.property(anyText, fc.constantFrom('containerd', 'registries'), (text, format) => {
        for (const run of [
          () => addMirrors(text, mirrors, { format }),
          () => listMirrors(text, { format }),
          () => parseConfig(text, { format }),
        ]) {
          assertTyped(text, errorOf(run));
        }
        lint(text, { format });
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(Object.entries(ALMOST))(
  'a text that was a %s',
  { timeout: 300_000 },
  (_, samples) => {
    test('is located as smol-toml reads it, when smol-toml does (laws 1 and 2)', () => {
      fc.assert(
        fc.property(samples, ({ text }) => {
          nodeData(openDocument(text).root);
          assertOracle(text);
        }),
        { numRuns: 1000 },
      );
    });

    test('takes an addition by the laws, or not at all', () => {
      fc.assert(fc.property(samples, assertPromise), { numRuns: 1000 });
    });
  },
);

function assertOracle(text: string): void {
  if (!accepts(text)) return;
  expect(sameData(nodeData(openDocument(text).root), read(text)), JSON.stringify(text)).toBe(true);
}

function assertPromise(sample: Sample): void {
  const { text, asked, options } = sample;
  let plan: ReturnType<typeof addMirrors>;
  try {
    plan = addMirrors(text, mirrorMap(asked), options);
  } catch (error) {
    assertTyped(text, error);
    return;
  }
  expect(accepts(text)).toBe(true);
  assertInsertionOnly(text, plan);
  assertIdempotent(mirrorMap(asked), options, plan);
  assertEffect(sample, plan);
  assertPlainToml(text, plan);
}

/** An error has a code of the caller's text, never one of a fault of the library's own. */
function assertTyped(text: string, error: unknown): void {
  if (error === undefined) return;
  expect(error).toBeInstanceOf(MirrorConfError);
  const { code } = error as MirrorConfError;
  expect(code).not.toMatch(/^internal\//);
  expect(code === 'toml/syntax' || code === 'toml/template').toBe(!accepts(text));
}
