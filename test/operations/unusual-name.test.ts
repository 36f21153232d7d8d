// Names that images are hardly ever written with are taken, and said to be what they are.
import { expect, test } from 'vitest';
import { addMirrors, type Format, setMirrors } from '../../src/index.ts';

const FORMATS: readonly Format[] = ['containerd', 'hosts', 'registries', 'buildkitd'];
const NAMES = [
  ['hub.docker.com', 'docker.io'],
  ['ghcr.io:443', 'ghcr.io'],
  ['docker.io:5000', 'docker.io'],
] as const;

test.each(
  FORMATS.flatMap((format) => NAMES.map(([name, usual]) => [format, name, usual] as const)),
)('%s: mirrors of "%s" are not for "%s"', (format, name, usual) => {
  const text = format === 'containerd' ? 'version = 2\n' : '';
  for (const operation of [addMirrors, setMirrors]) {
    const { changed, diagnostics } = operation(text, { [name]: 'https://m.example' }, { format });
    expect(changed).toBe(true);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'registry/unusual-name',
        severity: 'warning',
        message: expect.stringContaining(`"${usual}/…"`),
      }),
    );
  }
});

test.each(FORMATS)('%s: nothing is said of names that images have', (format) => {
  const text = format === 'containerd' ? 'version = 2\n' : '';
  for (const name of ['docker.io', 'index.docker.io', 'quay.io', 'reg.example:8443']) {
    const { diagnostics } = addMirrors(text, { [name]: 'https://m.example' }, { format });
    expect(diagnostics.map(({ code }) => code)).not.toContain('registry/unusual-name');
  }
});
