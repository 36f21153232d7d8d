// What listMirrors and parseConfig say of generated files: all that is there, each thing where it
// stands.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listMirrors, parseConfig } from '../../src/index.ts';
import { containerdSample } from '../support/generate-containerd.ts';
import { registriesSample } from '../support/generate-registries.ts';
import { judges, read } from '../support/judge.ts';
import type { Sample } from '../support/laws.ts';

const SAMPLES = { 'config.toml': containerdSample, 'registries.conf': registriesSample };

describe.each(Object.entries(SAMPLES))('a %s', (_, samples) => {
  const good = samples.filter(({ refusals }) => refusals.length === 0);

  test('lists as many mirrors as it has', () => {
    fc.assert(fc.property(good, assertListed), { numRuns: 600 });
  });

  test('is parsed with the place of each registry and mirror', () => {
    fc.assert(fc.property(good, assertPlaced), { numRuns: 600 });
  });
});

test('an endpoint is placed to the letter', () => {
  const good = containerdSample.filter(({ refusals }) => refusals.length === 0);
  fc.assert(
    fc.property(good, ({ text }) => {
      for (const { registry, mirrors } of parseConfig(text, { format: 'containerd' }).registries) {
        const slices = mirrors.map(({ range }) => text.slice(range.start, range.end));
        const written = slices.map((slice) => read(`v = ${slice}`)['v']);
        expect(written).toEqual(judges.containerd.mirrors(read(text), registry));
      }
    }),
    { numRuns: 600 },
  );
});

function assertListed({ text, options: { format } }: Sample): void {
  const data = read(text);
  for (const { registry, mirrors } of listMirrors(text, { format })) {
    expect(mirrors).toHaveLength(judges[format].mirrors(data, registry)?.length ?? -1);
  }
}

function assertPlaced({ text, options: { format } }: Sample): void {
  const { registries } = parseConfig(text, { format });
  const listed = listMirrors(text, { format });
  expect(registries.map(({ registry }) => registry)).toEqual(listed.map((each) => each.registry));
  for (const { range, mirrors } of registries) {
    for (const { start, end } of [range, ...mirrors.map((mirror) => mirror.range)]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
    // Mirrors are in the order in which the engine tries them, which is that of the text.
    const starts = mirrors.map((mirror) => mirror.range.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  }
}
