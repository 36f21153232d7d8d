// Draws every property's examples from one seed, so that a run of the same code ends the same way
// wherever it takes place, and a failure can be run again.
//
// The seed comes from the text of src and test: each change of the code draws other examples, and
// no number here has to be kept. MIRRORCONF_SEED overrides it, with an integer or with `random`.
import { createHash, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The seed of this run, a signed 32-bit integer as fast-check takes it. */
export function seedOfRun(asked: string | undefined): number {
  if (asked === undefined || asked === '') return seedOfCode();
  if (asked === 'random') return randomInt(-0x8000_0000, 0x8000_0000);
  const seed = Number(asked);
  if (seed !== (seed | 0)) throw new Error(`MIRRORCONF_SEED: "${asked}" is no 32-bit integer.`);
  return seed;
}

function seedOfCode(): number {
  const hash = createHash('sha256');
  for (const folder of ['src', 'test']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((entry) => entry.endsWith('.ts')).sort()) {
      hash.update(name).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest().readInt32LE(0);
}
