// Has every engine fetched before the first test, since that takes longer than a test may, and tells
// which ones are left out.

import type { TestProject } from 'vitest/node';
import type { Suite } from './apt.ts';
import { type Engine, obtainSuite, type Unavailable } from './packages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly engines: readonly (Engine | Unavailable)[];
  }
}

const suites: readonly Suite[] = ['bookworm', 'trixie', 'sid'];

export async function setup(project: TestProject): Promise<void> {
  const engines = (await Promise.all(suites.map(obtainSuite))).flat();
  for (const each of engines) {
    if (!each.available) console.warn(`Left out: ${each.reason}`);
  }
  project.provide('engines', engines);
}
