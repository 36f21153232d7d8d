// No false alarm: every diagnostic of real registries.conf files was looked at once, and stands here
// with the reason why it is true.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Diagnostic, lint } from '../../../src/index.ts';
import { describeShared, sharedPath } from '../../support/shared.ts';

interface Known {
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  readonly reason: string;
}

type Place = Omit<Known, 'reason'>;

const golden = JSON.parse(
  readFileSync(new URL('./corpus.golden.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly Known[]>>;

describeShared('real registries.conf files', () => {
  test('have the diagnostics that were looked at, and no others', () => {
    const folder = sharedPath('corpus', 'registries');
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(10);
    const found = names.map(
      (name) => [name, diagnosticsOf(join(folder, name)).map(place)] as const,
    );
    const known = Object.entries(golden).map(([name, list]) => [name, list.map(place)]);
    expect(Object.fromEntries(found.filter(([, places]) => places.length > 0))).toEqual(
      Object.fromEntries(known),
    );
  });

  test('have no error where skopeo takes them', () => {
    const rows = readFileSync(sharedPath('corpus', 'INDEX.tsv'), 'utf8').split('\n');
    const columns = rows[0]?.split('\t').indexOf('skopeo_1.9.3') ?? -1;
    const taken = rows
      .map((row) => row.split('\t'))
      .filter((row) => row[0]?.startsWith('registries/') && row[columns]?.startsWith('ok'));
    expect(taken.length).toBeGreaterThan(8);
    for (const [path = ''] of taken) {
      for (const target of [undefined, 'skopeo@1.9.3']) {
        const errors = diagnosticsOf(sharedPath('corpus', path), target).filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors, path).toEqual([]);
      }
    }
  });

  test('have a reason for each', () => {
    for (const { reason, code } of Object.values(golden).flat()) expect(reason, code).not.toBe('');
  });
});

function diagnosticsOf(path: string, target?: string): readonly Diagnostic[] {
  const options = target === undefined ? {} : { target };
  return lint(readFileSync(path, 'utf8'), { format: 'registries', ...options });
}

function place({ line, severity, code }: Place): Place {
  return { line, severity, code };
}
