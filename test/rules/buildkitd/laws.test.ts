// The laws of the rules of buildkitd.toml, over generated files: against the engine model, over
// fixes, and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { applyEdits, explainPull, fix, lint } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { buildkitdToml, SECRET } from './generate.ts';

const TARGETS = ['0.11', '0.12', '0.13', '0.27', '0.28'].map((release) => `buildkit@${release}`);
const target = fc.constantFrom(...TARGETS);
const maybeTarget = fc.constantFrom(undefined, ...TARGETS);
const PATH = '/etc/buildkit/buildkitd.toml';

function optionsFor(name: string | undefined) {
  return { format: 'buildkitd', ...(name === undefined ? {} : { target: name }) } as const;
}

function errorCodes(text: string, name: string | undefined): ReadonlySet<string> {
  const errors = lint(text, optionsFor(name)).filter(({ severity }) => severity === 'error');
  return new Set(errors.map(({ code }) => code));
}

describe('buildkitd.toml', { timeout: 120_000 }, () => {
  test('additions are blocked just where the engine model refuses the file', () => {
    fc.assert(
      fc.property(buildkitdToml, target, (text, name) => {
        const { file } = openFile(text, optionsFor(name));
        const obstacles = formats.buildkitd.obstacles(file);
        const { load, failure } = explainPull({ [PATH]: text }, 'alpine:3', { target: name });
        expect(load === 'fatal', JSON.stringify({ failure, obstacles })).toBe(obstacles.length > 0);
        expect([...errorCodes(text, name)]).not.toContain('buildkitd/refused');
      }),
      { numRuns: 400 },
    );
  });

  test('without an error every mirror of a registry that images can name is tried', () => {
    fc.assert(
      fc.property(buildkitdToml, target, (text, name) => {
        if (errorCodes(text, name).size > 0) return;
        const { adapter, file } = openFile(text, optionsFor(name));
        for (const { registry, mirrors } of adapter.entries(file)) {
          if (!/^[a-z0-9.:-]+$/.test(registry)) continue;
          const image = registry === 'docker.io' ? 'alpine:3' : `${registry}/probe/image:1`;
          const { attempts } = explainPull({ [PATH]: text }, image, { target: name });
          const tried = new Set(attempts.map(({ from }) => from?.line));
          for (const { range } of mirrors) {
            expect(tried, registry).toContain(file.lines.position(range.start).line);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('fixes converge, and bring no error to light', () => {
    fc.assert(
      fc.property(buildkitdToml, maybeTarget, (text, name) => {
        const options = optionsFor(name);
        const before = errorCodes(text, name);
        const plan = fix(text, options);
        expect(applyEdits(text, plan.edits)).toBe(plan.text);
        const left = lint(plan.text, options);
        expect(left.filter(({ fixes }) => fixes?.some(({ safe }) => safe))).toEqual([]);
        for (const code of errorCodes(plan.text, name)) expect(before, code).toContain(code);
      }),
      { numRuns: 400 },
    );
  });

  test('every offered fix can be applied and leaves TOML', () => {
    fc.assert(
      fc.property(buildkitdToml, maybeTarget, (text, name) => {
        for (const { code, fixes = [] } of lint(text, optionsFor(name))) {
          for (const { edits, title } of fixes) {
            const after = lint(applyEdits(text, edits), optionsFor(name));
            const codes = after.map((each) => each.code);
            expect(codes, `${code}: ${title}`).not.toContain('toml/syntax');
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no secret is told, and ranges lie in the text', () => {
    fc.assert(
      fc.property(buildkitdToml, maybeTarget, (text, name) => {
        for (const { code, message, range } of lint(text, optionsFor(name))) {
          expect(message, code).not.toContain(SECRET);
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
