// A file that one look finds ordinary has nothing that any rule would keep a mirror out for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOrdinary as isOrdinaryContainerd } from '../../src/formats/containerd/ordinary.ts';
import { formats, type OpenFile } from '../../src/formats/index.ts';
import { isOrdinary as isOrdinaryRegistries } from '../../src/formats/registries/ordinary.ts';
import { obstaclesOf } from '../../src/formats/rule.ts';
import { allRules } from '../../src/formats/rules.ts';
import { openFile } from '../../src/operations/open.ts';
import type { FormatOptions } from '../../src/operations/options.ts';
import { anyConfig as anyContainerd } from '../rules/containerd/generate.ts';
import { registriesConf } from '../rules/registries/generate.ts';
import { containerdSample } from '../support/generate-containerd.ts';
import { registriesSample } from '../support/generate-registries.ts';
import { changed } from '../support/generate-texts.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const FORMATS = {
  containerd: {
    isOrdinary: isOrdinaryContainerd,
    samples: containerdSample,
    faulty: anyContainerd,
    fixtures: 'engine-defaults',
    targets: ['1.6.20', '1.7.24', '2.0.11', '2.1.9', '2.2.1', '2.3.4'].map(
      (release) => `containerd@${release}`,
    ),
  },
  registries: {
    isOrdinary: isOrdinaryRegistries,
    samples: registriesSample,
    faulty: registriesConf,
    fixtures: undefined,
    targets: ['5.16', '5.22', '5.39', '5.41'].map((release) => `containers-image@${release}`),
  },
} as const;

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;

for (const format of ['containerd', 'registries'] as const) {
  const { isOrdinary, samples, faulty, fixtures, targets } = FORMATS[format];

  /** Whether the text is ordinary to any reader; fails where a rule objects to one that is to some. */
  const check = (text: string): boolean => {
    const isToAny = [undefined, ...targets].map((target) => {
      const file = opened(text, { format, ...(target !== undefined && { target }) });
      if (!file || !isOrdinary(file)) return false;
      const codes = obstaclesOf(formats[format].rules, file).map(({ code }) => code);
      expect(codes, `${target}: ${text}`).toEqual([]);
      return true;
    });
    return isToAny[0] === true;
  };

  describe(`an ordinary file (${format})`, () => {
    test('of any spelling has no obstacle', () => {
      let count = 0;
      fc.assert(
        fc.property(samples, ({ text }) => {
          if (check(text)) count++;
        }),
      );
      expect(count).toBeGreaterThan(0);
    });

    test('with something changed in it has none either, or is not ordinary', () => {
      fc.assert(
        fc.property(changed(samples), ({ text }) => {
          check(text);
        }),
        { numRuns: 300 },
      );
    });

    test('is none that a rule keeps mirrors out of', () => {
      fc.assert(
        fc.property(faulty, (text) => {
          check(text);
        }),
        { numRuns: 300 },
      );
    });

    test('is no example of a fault', () => {
      for (const { bad, good } of allRules()) {
        check(bad.text);
        check(good.text);
      }
    });

    test('is what most people have', () => {
      const texts =
        fixtures === undefined
          ? ['unqualified-search-registries = ["docker.io"]\n[[registry]]\nlocation = "quay.io"\n']
          : readdirSync(join(FIXTURES, fixtures))
              .filter((name) => name.endsWith('.toml'))
              .map((name) => readFileSync(join(FIXTURES, fixtures, name), 'utf8'));
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) expect(check(text)).toBe(true);
    });
  });

  describeShared(`real files (${format})`, () => {
    test('have no obstacle where they are ordinary', () => {
      const folder = sharedPath('corpus', format);
      const ordinary = readdirSync(folder).filter((name) =>
        check(readFileSync(join(folder, name), 'utf8')),
      );
      expect(ordinary.length).toBeGreaterThan(3);
    });
  });
}

function opened(text: string, options: FormatOptions): OpenFile | undefined {
  try {
    return openFile(text, options).file;
  } catch {
    return undefined;
  }
}
