// Removes what the build writes, so that no file of an earlier build is packed.
import { rmSync } from 'node:fs';

for (const folder of ['dist', '.cache']) {
  rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true });
}
