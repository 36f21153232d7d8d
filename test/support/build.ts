// Once before the tests: builds the package, for those that run the command as it is installed, and
// draws the seed of the properties.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { seedOfRun } from './seed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

export default function build(project: TestProject): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const node = (...argv: readonly string[]): void => {
    execFileSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  };
  node('node_modules/typescript/bin/tsc', '-b');
  node('scripts/schemas.mjs', '--dist');
  const seed = seedOfRun(process.env['MIRRORCONF_SEED']);
  project.provide('seed', seed);
  console.log(`Properties draw from seed ${seed} (MIRRORCONF_SEED=${seed} repeats this run).`);
}
