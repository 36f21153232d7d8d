// No false alarm: every diagnostic of real config.toml files and of the engines' own defaults was
// looked at once, and stands here with the reason why it is true.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type LintOptions, lint } from '../../../src/index.ts';
import { describeShared, sharedPath } from '../../support/shared.ts';

interface Known {
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  readonly reason: string;
}

type Golden = Readonly<Record<string, readonly Known[]>>;
type Place = Omit<Known, 'reason'>;

const golden = JSON.parse(
  readFileSync(new URL('./corpus.golden.json', import.meta.url), 'utf8'),
) as { readonly corpus: Golden; readonly defaults: Golden };

describeShared('real config.toml files', () => {
  test('have the diagnostics that were looked at, and no others', () => {
    expect(found(sharedPath('corpus', 'containerd'), () => ({}))).toEqual(known(golden.corpus));
  });

  test('as engines print them have no error, whoever reads them', () => {
    const folder = sharedPath('engine-defaults');
    expect(found(folder, () => ({}))).toEqual(known(golden.defaults));
    const own = found(folder, (name) => ({ target: targetOf(name) }));
    expect(own).toEqual(known(golden.defaults));
    const severities = Object.values(own).flatMap((each) => each.map(({ severity }) => severity));
    expect(severities).not.toContain('error');
  });

  test('have a reason for each', () => {
    const all = [...Object.values(golden.corpus), ...Object.values(golden.defaults)].flat();
    for (const { reason, code } of all) expect(reason, code).not.toBe('');
  });
});

/** By file, what is found; files without findings are left out. */
function found(
  folder: string,
  options: (name: string) => Pick<LintOptions, 'target'>,
): Record<string, readonly Place[]> {
  const files = readdirSync(folder).map((name): [string, readonly Place[]] => {
    const text = readFileSync(join(folder, name), 'utf8');
    const all = lint(text, { format: 'containerd', ...options(name) });
    return [name, all.map(({ line, severity, code }) => ({ line, severity, code }))];
  });
  expect(files.length).toBeGreaterThan(5);
  return Object.fromEntries(files.filter(([, places]) => places.length > 0));
}

function known(list: Golden): Record<string, readonly Place[]> {
  return Object.fromEntries(
    Object.entries(list).map(([name, places]) => [
      name,
      places.map(({ line, severity, code }) => ({ line, severity, code })),
    ]),
  );
}

/** `containerd-2.1.9.toml` is what containerd 2.1.9 prints. */
function targetOf(name: string): string {
  return name.replace(/^containerd-(.*)\.toml$/, 'containerd@$1');
}
