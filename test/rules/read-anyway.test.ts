// Texts that are no TOML and that a release's parser takes all the same: a warning where the release
// does what they say, an error where it does not.
import { describe, expect, test } from 'vitest';
import { type Diagnostic, type Format, lint } from '../../src/index.ts';

/** A control character in a comment, which go-toml 1 takes. */
const QUIRK = '# \u0001\n';
const USED: readonly (readonly [format: Format, target: string, text: string])[] = [
  ['hosts', 'containerd@1.7.24', '[host."https://hub.example.net"]\n  ca = "hub.pem"\n'],
  ['hosts', 'containerd@1.7.34', 'server = "https://hub.example.net"\n'],
  ['buildkitd', 'buildkit@0.11', '[registry."docker.io"]\nmirrors = ["hub.example.net"]\n'],
  [
    'containerd',
    'containerd@1.7.24',
    'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nendpoint = ["https://hub.example.net"]\n',
  ],
];
const LEFT: readonly (readonly [format: Format, target: string, text: string])[] = [
  ['hosts', 'containerd@1.7.24', '[host."https://hub.example.net"]\n  skip_verify = "yes"\n'],
  ['hosts', 'containerd@1.7.24', 'server = "https://hub.example.net"\n'],
  ['buildkitd', 'buildkit@0.11', '[registry."*"]\nmirrors = ["hub.example.net"]\n'],
  ['buildkitd', 'buildkit@0.11', '[registry."docker.io"]\nmirrors = "hub.example.net"\n'],
  [
    'containerd',
    'containerd@1.7.24',
    '[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nendpoint = ["https://hub.example.net"]\n',
  ],
];

function found(text: string, format: Format, target: string): readonly Diagnostic[] {
  return lint(QUIRK + text, { format, target });
}

describe('a text that is no TOML', () => {
  test.each(USED)('%s on %s is used', (format, target, text) => {
    const [only, ...others] = found(text, format, target);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'toml/syntax', severity: 'warning' });
    expect(only?.message).toContain(`${target} reads it nevertheless`);
  });

  test.each(LEFT)('%s on %s is read, but not used', (format, target, text) => {
    const [only, ...others] = found(text, format, target);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'toml/syntax', severity: 'error' });
    expect(only?.message).not.toContain('other releases');
  });

  test('is refused by a release that does not read it', () => {
    const [, , text] = USED[0] ?? ['hosts', '', ''];
    expect(found(text, 'hosts', 'containerd@2.3.4')).toMatchObject([
      { code: 'toml/syntax', severity: 'error' },
    ]);
  });

  test('certificates that a file names count as there, wherever their paths start', () => {
    for (const path of ['/etc/ca.pem', 'ca.pem', './pki/ca.pem']) {
      const text = `[registry."docker.io"]\nmirrors = ["hub.example.net"]\nca = ["${path}"]\n`;
      const codes = lint(text, { format: 'buildkitd', target: 'buildkit@0.30' }).map(
        ({ code }) => code,
      );
      expect(codes).toEqual(['buildkitd/tls-on-origin']);
    }
  });
});
