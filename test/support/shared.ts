// Finds reference material kept outside the repository: real configuration files, the engines' own
// defaults, the TOML compliance suite. It does not know what any suite does with it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';

/** The folder that MIRRORCONF_SHARED names; undefined when the variable is unset or empty. */
export const sharedRoot: string | undefined = process.env['MIRRORCONF_SHARED'] || undefined;

/**
 * The path of a file or folder of the reference material.
 *
 * Throws when it is not there: with MIRRORCONF_SHARED set, a missing file is a failure, never a skip.
 */
export function sharedPath(...segments: readonly string[]): string {
  if (sharedRoot === undefined) {
    throw new Error('MIRRORCONF_SHARED is not set: call sharedPath only inside describeShared.');
  }
  const path = join(sharedRoot, ...segments);
  if (!existsSync(path)) throw new Error(`MIRRORCONF_SHARED has no ${join(...segments)}.`);
  return path;
}

/**
 * A suite that needs the reference material.
 *
 * Without MIRRORCONF_SHARED `suite` is not called, and the report shows one skipped test that says why.
 */
export function describeShared(name: string, suite: () => void): void {
  if (sharedRoot !== undefined) {
    describe(name, suite);
    return;
  }
  describe(`${name} (skipped: MIRRORCONF_SHARED is not set)`, () => {
    test.skip('needs the reference material');
  });
}
