// The laws of the rules of registries.conf, over generated files: against the engine model, over
// fixes, and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { explainPull, lint } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { errorCodes, optionsOf, type Subject, testLaws } from '../laws.ts';
import { registriesConf, SECRET } from './generate.ts';

const TARGETS = ['5.20', '5.22', '5.30', '5.39'].map((release) => `containers-image@${release}`);
const target = fc.constantFrom(...TARGETS);
const SUBJECT: Subject = {
  format: 'registries',
  texts: registriesConf,
  targets: TARGETS,
  secret: SECRET,
  numRuns: 250,
};
const PATH = '/etc/containers/registries.conf';
const RUNS = 250;
const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('registries.conf', { timeout: 120_000 }, () => {
  test('additions are blocked just where the engine model refuses the file', () => {
    fc.assert(
      fc.property(registriesConf, target, (text, name) => {
        const { file } = openFile(text, optionsOf(SUBJECT, name));
        const obstacles = formats.registries
          .obstacles(file)
          .filter(({ code }) => code !== 'registries/version-1');
        const pull = explainPull({ [PATH]: text }, 'alpine:3', { target: name });
        expect(pull.load !== 'ok', JSON.stringify({ pull, obstacles })).toBe(obstacles.length > 0);
        expect(lint(text, optionsOf(SUBJECT, name)).map(({ code }) => code)).not.toContain(
          'registries/refused',
        );
      }),
      { numRuns: RUNS },
    );
  });

  test('without an error every mirror is tried', () => {
    fc.assert(
      fc.property(registriesConf, target, (text, name) => {
        if (errorCodes(text, optionsOf(SUBJECT, name)).size > 0) return;
        const { adapter, file } = openFile(text, optionsOf(SUBJECT, name));
        for (const { registry, mirrors } of adapter.entries(file)) {
          const lines = mirrors.map(({ range }) => file.lines.position(range.start).line);
          const tried = new Set(attemptLines(text, registry, name));
          for (const [at, line] of lines.entries()) {
            // The location stands on the header's line or below it, before the next header.
            const end = lines[at + 1] ?? Number.POSITIVE_INFINITY;
            const own = [...tried].some((each) => each >= line && (each < end || each === line));
            expect(own, `mirror ${at} of ${registry}`).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  testLaws(SUBJECT);
});

/** The lines that the requests for an image of the registry come from, by tag and by digest. */
function attemptLines(text: string, registry: string, name: string): readonly number[] {
  const host = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  const image = host === 'docker.io' ? 'docker.io/library/alpine' : `${host}/probe/image`;
  return [`${image}:1`, `${image}@${DIGEST}`].flatMap((reference) =>
    explainPull({ [PATH]: text }, reference, { target: name }).attempts.flatMap(({ from }) =>
      from ? [from.line] : [],
    ),
  );
}
