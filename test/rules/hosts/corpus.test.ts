// No false alarm: every diagnostic of the real hosts.toml files was looked at once, and stands here
// with the reason why it is true.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../../src/index.ts';
import { describeShared, sharedPath } from '../../support/shared.ts';

interface Known {
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  readonly reason: string;
}

const golden = JSON.parse(
  readFileSync(new URL('./corpus.golden.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly Known[]>>;

describeShared('real hosts.toml files', () => {
  const folder = sharedPath('corpus', 'hosts');

  test('have the diagnostics that were looked at, and no others', () => {
    const found = Object.fromEntries(
      readdirSync(folder).map((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        const all = lint(text, { format: 'hosts' });
        return [name, all.map(({ line, severity, code }) => ({ line, severity, code }))];
      }),
    );
    const known = Object.fromEntries(
      Object.entries(golden).map(([name, list]) => [
        name,
        list.map(({ line, severity, code }) => ({ line, severity, code })),
      ]),
    );
    expect(found).toEqual(known);
  });

  test('have a reason for each', () => {
    for (const { reason, code } of Object.values(golden).flat()) expect(reason, code).not.toBe('');
  });
});
