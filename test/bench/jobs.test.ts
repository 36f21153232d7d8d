// The benchmark measures what it says: its files are what they are called, and every job on them that
// gives a text gives one with the six mirrors in it.
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { type Format, listMirrors } from '../../src/index.ts';

interface BenchFile {
  readonly name: string;
  readonly format: Format;
  readonly text: string;
}

const { files, MIRRORS } = (await import('../../bench/files.mjs' as string)) as {
  readonly files: (largest?: number) => readonly BenchFile[];
  readonly MIRRORS: Readonly<Record<string, string>>;
};
const { jobsOn } = (await import('../../bench/jobs.mjs' as string)) as {
  readonly jobsOn: (file: BenchFile) => Readonly<Record<string, () => unknown>>;
};

describe.each(files(100 * 1024).map((file) => [file.name, file] as const))('%s', (_name, file) => {
  test('is a file of its format without the mirrors', () => {
    expect(() => parse(file.text)).not.toThrow();
    const there = listMirrors(file.text, { format: file.format }).map(({ registry }) => registry);
    for (const registry of Object.keys(MIRRORS)) expect(there).not.toContain(registry);
  });

  test('every job that can be done is done', () => {
    let done = 0;
    for (const [name, job] of Object.entries(jobsOn(file))) {
      const text = outcome(job);
      if (typeof text !== 'string') {
        expect(name).not.toMatch(/^addMirrors/);
        continue;
      }
      const list = listMirrors(text, { format: file.format });
      for (const [registry, url] of Object.entries(MIRRORS)) {
        const entry = list.find((each) => each.registry === registry);
        expect([name, entry?.mirrors]).toEqual([name, [{ url }]]);
      }
      done++;
    }
    expect(done).toBeGreaterThan(2);
  });
});

/** Some editors cannot do some of the jobs, which the benchmark says. */
function outcome(job: () => unknown): unknown {
  try {
    return job();
  } catch {
    return undefined;
  }
}
