// Holds explainPull to measured pulls: a committed selection of them always, all of them where the
// reference material is at hand. Prints how many agree, by engine, release and topic.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainPull } from '../../src/operations/explain-pull.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { difference, type Observation, targetOf } from './compare.ts';

const FIXTURES = 'fixtures/observations';

describe('the committed observations', () => {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.jsonl'));

  test.each(files)('%s is foretold line by line', (name) => {
    const lines = textLines(join(FIXTURES, name)).map(parse);
    expect(disagreements(lines)).toEqual([]);
  });

  test.each(files)('%s: what an attempt comes from names its host', (name) => {
    const lines = textLines(join(FIXTURES, name)).map(parse);
    expect(lines.flatMap(misplaced)).toEqual([]);
  });
});

describeShared('all observations', () => {
  const measured = textLines(sharedPath('observations', 'observations.jsonl'));

  test('each is foretold', { timeout: 120_000 }, () => {
    const lines = measured.map(parse);
    const wrong = disagreements(lines);
    const failed = new Set(wrong.map(({ id }) => id));
    for (const by of [engineAndRelease, engineAndTopic]) console.log(tally(lines, failed, by));
    expect(wrong).toEqual([]);
  });

  test('what an attempt comes from names its host', { timeout: 120_000 }, () => {
    expect(measured.map(parse).flatMap(misplaced)).toEqual([]);
  });

  test('the committed ones are among them', () => {
    const known = new Set(measured);
    const committed = readdirSync(FIXTURES)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => textLines(join(FIXTURES, name)));
    expect(committed.filter((line) => !known.has(line))).toEqual([]);
  });
});

interface Disagreement {
  readonly id: string;
  readonly difference: string;
}

function disagreements(lines: readonly Observation[]): readonly Disagreement[] {
  return lines.flatMap((line) => {
    const found = difference(line, explain(line));
    return found === undefined ? [] : [{ id: line.id, difference: found }];
  });
}

function explain(line: Observation): ReturnType<typeof explainPull> {
  const { dirs, links } = line;
  const around = { ...(dirs && { dirs }), ...(links && { links }) };
  return explainPull(line.files, line.image, { target: targetOf(line), ...around });
}

/**
 * The attempts whose place is a line that does not have the host in it. Docker Hub may be there by its
 * other name, and a wildcard registry without location by its header alone.
 */
function misplaced(line: Observation): readonly string[] {
  return explain(line).attempts.flatMap(({ host, from }) => {
    if (!from) return [];
    const lines = line.files[from.path]?.split('\n').slice(from.line - 1) ?? [];
    const text = /"""$/.test(lines[0] ?? '') ? lines[1] : lines[0];
    const name = host.replace(/:[0-9]+$/, '');
    const names = [name, name.replace(/^registry-1\./, ''), '[[registry]]'];
    if (names.some((each) => text?.includes(each))) return [];
    return [`${line.id}: ${from.path}:${from.line}: ${text}`];
  });
}

function engineAndRelease({ engine, release }: Observation): string {
  return `${engine} ${release}`;
}

function engineAndTopic({ engine, topic }: Observation): string {
  return `${engine} ${topic}`;
}

function tally(
  lines: readonly Observation[],
  failed: ReadonlySet<string>,
  by: (line: Observation) => string,
): string {
  const counts = new Map<string, { agreed: number; total: number }>();
  for (const line of lines) {
    for (const key of [by(line), 'in all']) {
      const count = counts.get(key) ?? { agreed: 0, total: 0 };
      count.total++;
      if (!failed.has(line.id)) count.agreed++;
      counts.set(key, count);
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { agreed, total }]) => `${key}: ${agreed}/${total}`)
    .join('\n');
}

function textLines(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

function parse(line: string): Observation {
  return JSON.parse(line) as Observation;
}
