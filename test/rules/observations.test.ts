// The findings held against measured pulls: a file that the engine refused, or whose mirror it never
// asked, has an error for that release; one whose mirror it asked first has none. What remains is
// listed with its reason.
import { expect, test } from 'vitest';
import { type Diagnostic, type LintOptions, lint } from '../../src/index.ts';
import { describeShared } from '../support/shared.ts';
import { type MeasuredFile, measuredFiles } from '../support/single-files.ts';
import { REMAINING, type Remaining } from './remaining.ts';

describeShared('findings against measured pulls', () => {
  const files = measuredFiles().filter(({ verdict }) => verdict !== 'open');
  const judged = files.map((file) => ({ file, errors: errorsOf(file) }));
  const missed = judged.filter(({ file, errors }) => file.verdict === 'bad' && errors.length === 0);
  const alarms = judged.filter(({ file, errors }) => file.verdict === 'good' && errors.length > 0);

  test('what is missed, and what is a false alarm, is listed with its reason', () => {
    console.table(rates(judged));
    const remaining = [...missed, ...alarms];
    const unexplained = remaining.filter(({ file }) => !explanation(file));
    expect(unexplained.map(described)).toEqual([]);
    const explained = new Set(remaining.map(({ file }) => explanation(file)));
    expect(REMAINING.filter((each) => !explained.has(each))).toEqual([]);
  });

  test('there is enough to judge by', () => {
    expect(files.filter(({ verdict }) => verdict === 'bad').length).toBeGreaterThan(900);
    expect(files.filter(({ verdict }) => verdict === 'good').length).toBeGreaterThan(1200);
  });
});

function errorsOf(file: MeasuredFile): readonly Diagnostic[] {
  return lint(file.text, optionsFor(file)).filter(({ severity }) => severity === 'error');
}

function optionsFor({ format, target, folder }: MeasuredFile): LintOptions {
  const path = folder === undefined ? {} : { path: `/etc/containerd/certs.d/${folder}/hosts.toml` };
  return { format, target, ...path };
}

function explanation(file: MeasuredFile): Remaining | undefined {
  const kind = file.verdict === 'bad' ? 'missed' : 'alarm';
  return REMAINING.find(
    (each) => each.kind === kind && file.scenarios.some((name) => each.scenarios.includes(name)),
  );
}

function described({ file, errors }: Judged[number]): string {
  const kind = file.verdict === 'bad' ? 'missed' : 'alarm';
  const codes = errors.map(({ code }) => code).join(' ');
  return `${kind} ${file.scenarios.join(' ')} ${file.target} ${codes}`;
}

type Judged = readonly { readonly file: MeasuredFile; readonly errors: readonly Diagnostic[] }[];

/** By format and topic: refused or passed over, how many of them missed; used, how many alarmed. */
function rates(judged: Judged): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { file, errors } of judged) {
    const name = `${file.format} ${file.topic}`;
    const row = table[name] ?? { bad: 0, missed: 0, good: 0, alarms: 0 };
    table[name] = row;
    const [total, wrong, isWrong] =
      file.verdict === 'bad'
        ? (['bad', 'missed', errors.length === 0] as const)
        : (['good', 'alarms', errors.length > 0] as const);
    row[total] = (row[total] ?? 0) + 1;
    if (isWrong) row[wrong] = (row[wrong] ?? 0) + 1;
  }
  return table;
}
