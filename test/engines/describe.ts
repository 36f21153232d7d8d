// Knows how to name the cases of one engine in the test output, and to say there why an engine that
// cannot run here has none.

import { describe, it } from 'vitest';
import type { Engine, Unavailable } from './packages.ts';

export function describeEngine(found: Engine | Unavailable, cases: (engine: Engine) => void): void {
  if (found.available) describe(`${found.program} ${found.version}`, () => cases(found));
  else it.skip(found.reason, () => {});
}
