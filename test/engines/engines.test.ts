// The engines that the other suites are about are there: at the least each line of containerd.

import { expect, it } from 'vitest';
import { containerds } from './engines.ts';

it.each([
  ['bookworm', '1.6.'],
  ['trixie', '1.7.'],
  ['sid', '2.'],
])('containerd of %s runs here and is %sx', (suite, release) => {
  const found = containerds.find((each) => each.suite === suite);
  expect(found).toMatchObject({ available: true });
  expect(found?.available && found.version.startsWith(release)).toBe(true);
});
