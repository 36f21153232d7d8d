// Builds the package once before the tests, for those that run the command as it is installed.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export default function build(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const node = (...argv: readonly string[]): void => {
    execFileSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  };
  node('node_modules/typescript/bin/tsc', '-b');
  node('scripts/schemas.mjs', '--dist');
}
