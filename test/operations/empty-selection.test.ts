// A list of nothing selects nothing, however it came to be empty.
import { describe, expect, test } from 'vitest';
import { addMirrors, type MirrorSelection, removeMirrors } from '../../src/index.ts';
import { errorOf } from '../support/laws.ts';

const HUB = 'https://hub.example.net';
const TEXTS = (['containerd', 'registries', 'buildkitd', 'hosts'] as const).map((format) => {
  const asked = format === 'hosts' ? { 'docker.io': HUB } : { 'docker.io': HUB, 'quay.io': HUB };
  const options = { format, registry: 'docker.io' };
  return [format, options, addMirrors('', asked, options).text] as const;
});

describe.each(TEXTS)('%s', (_, options, text) => {
  test.each<MirrorSelection>([
    { registry: 'docker.io', mirror: [] },
    { registry: [], mirror: HUB },
  ])('loses nothing by %j', (selection) => {
    const plan = removeMirrors(text, selection, options);
    expect(plan.text).toBe(text);
    expect(plan.changes).toEqual([]);
  });

  test.each<MirrorSelection>([{}, { registry: [] }, { mirror: [] }, { registry: [], mirror: [] }])(
    'is not changed by %j, which names nothing',
    (selection) => {
      const error = errorOf(() => removeMirrors(text, selection, options));
      expect(error).toMatchObject({ code: 'selection/empty' });
    },
  );
});
