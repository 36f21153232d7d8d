// lintTree held against measured pulls: a machine whose files the engine refused, or whose mirrors it
// never asked, has an error for that release; one whose mirror it asked first has none. What remains
// is listed with its reason.
import { expect, test } from 'vitest';
import { type FileDiagnostic, lintTree } from '../../src/index.ts';
import { describeShared } from '../support/shared.ts';
import { type MeasuredTree, measuredTrees } from './measured-trees.ts';
import { REMAINING, type Remaining } from './remaining.ts';

interface Judged {
  readonly measured: MeasuredTree;
  readonly errors: readonly FileDiagnostic[];
}

describeShared('findings about machines against measured pulls', () => {
  test('what is missed, and what is a false alarm, is listed with its reason', () => {
    const trees = measuredTrees().filter(({ verdict }) => verdict !== 'open');
    const count = (verdict: string): number =>
      trees.filter((each) => each.verdict === verdict).length;
    expect(count('bad')).toBeGreaterThan(700);
    expect(count('good')).toBeGreaterThan(900);
    const judged = trees.map((measured) => ({ measured, errors: errorsOf(measured) }));
    console.table(rates(judged));
    const remaining = judged.filter(isWrong);
    const unexplained = remaining.filter((each) => !explanation(each));
    expect(unexplained.map(described)).toEqual([]);
    const explained = new Set(remaining.map(explanation));
    expect(REMAINING.filter((each) => !explained.has(each))).toEqual([]);
  }, 600_000);
});

function errorsOf({ tree, target, dirs, links }: MeasuredTree): readonly FileDiagnostic[] {
  return lintTree(tree, { target, dirs, links }).filter(({ severity }) => severity === 'error');
}

function isWrong({ measured, errors }: Judged): boolean {
  return (measured.verdict === 'bad') === (errors.length === 0);
}

function explanation({ measured: { verdict, scenarios } }: Judged): Remaining | undefined {
  const kind = verdict === 'bad' ? 'missed' : 'alarm';
  return REMAINING.find(
    (each) => each.kind === kind && scenarios.some((name) => each.scenarios.includes(name)),
  );
}

function described({ measured: { verdict, scenarios, target }, errors }: Judged): string {
  return `${verdict} ${scenarios.join(' ')} ${target} ${errors.map(({ code }) => code).join(' ')}`;
}

/** By engine and topic: refused or passed over, how many of them missed; used, how many alarmed. */
function rates(judged: readonly Judged[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const each of judged) {
    const { engine, topic, verdict } = each.measured;
    const row = table[`${engine} ${topic}`] ?? { bad: 0, missed: 0, good: 0, alarms: 0 };
    table[`${engine} ${topic}`] = row;
    const wrong = verdict === 'bad' ? 'missed' : 'alarms';
    row[verdict] = (row[verdict] ?? 0) + 1;
    if (isWrong(each)) row[wrong] = (row[wrong] ?? 0) + 1;
  }
  return table;
}
