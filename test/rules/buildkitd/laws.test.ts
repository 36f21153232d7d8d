// The laws of the rules of buildkitd.toml, over generated files: against the engine model, over
// fixes, and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { explainPull } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { errorCodes, optionsOf, type Subject, testLaws } from '../laws.ts';
import { buildkitdToml, SECRET } from './generate.ts';

const TARGETS = ['0.11', '0.12', '0.13', '0.27', '0.28'].map((release) => `buildkit@${release}`);
const target = fc.constantFrom(...TARGETS);
const SUBJECT: Subject = {
  format: 'buildkitd',
  texts: buildkitdToml,
  targets: TARGETS,
  secret: SECRET,
  numRuns: 400,
};
const PATH = '/etc/buildkit/buildkitd.toml';

describe('buildkitd.toml', { timeout: 120_000 }, () => {
  test('additions are blocked just where the engine model refuses the file', () => {
    fc.assert(
      fc.property(buildkitdToml, target, (text, name) => {
        const { file } = openFile(text, optionsOf(SUBJECT, name));
        const obstacles = formats.buildkitd.obstacles(file);
        const { load, failure } = explainPull({ [PATH]: text }, 'alpine:3', { target: name });
        expect(load === 'fatal', JSON.stringify({ failure, obstacles })).toBe(obstacles.length > 0);
        expect([...errorCodes(text, optionsOf(SUBJECT, name))]).not.toContain('buildkitd/refused');
      }),
      { numRuns: 400 },
    );
  });

  test('without an error every mirror of a registry that images can name is tried', () => {
    fc.assert(
      fc.property(buildkitdToml, target, (text, name) => {
        if (errorCodes(text, optionsOf(SUBJECT, name)).size > 0) return;
        const { adapter, file } = openFile(text, optionsOf(SUBJECT, name));
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

  testLaws(SUBJECT);
});
