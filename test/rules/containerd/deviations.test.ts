// Files that are right but for a few deviations: findings have an error exactly where the engine model,
// which agrees with all measured pulls, says that the release refuses the file or does not use its mirror.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainPull, lint } from '../../../src/index.ts';
import { deviatingConfig, HOST } from './generate-deviations.ts';

const RELEASES = [
  ...['1.6.20', '1.6.32', '1.7.7', '1.7.24', '1.7.34', '2.0.11', '2.1.9', '2.2.0', '2.2.7'],
  ...['2.3.4', 'main'],
];

test('findings have an error exactly where the release does not use the mirror', {
  timeout: 180_000,
}, () => {
  fc.assert(
    fc.property(deviatingConfig, fc.constantFrom(...RELEASES), (text, release) => {
      const target = `containerd@${release}`;
      const errors = lint(text, { format: 'containerd', target })
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
      expect(errors.length === 0, `${target}\n${text}${errors}`).toBe(isUsed(text, target));
    }),
    { numRuns: 2000 },
  );
});

/** Asked first, and below the path of the registry API: elsewhere no registry answers. */
function isUsed(text: string, target: string): boolean {
  const tree = { '/etc/containerd/config.toml': text };
  const { load, attempts } = explainPull(tree, 'alpine', { target });
  const [first] = attempts;
  return load === 'ok' && first !== undefined && isMirror(first);
}

function isMirror({ host, path }: { readonly host: string; readonly path: string }): boolean {
  return host.startsWith(HOST) && path.startsWith('/v2');
}
