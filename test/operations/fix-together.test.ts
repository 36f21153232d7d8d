// Fixes that cannot be applied at once: what is applied together is what was judged together.
import { describe, expect, test } from 'vitest';
import { fix, lint } from '../../src/index.ts';

const OPTIONS = { format: 'hosts', registry: 'docker.io' } as const;

function fixed(text: string, silenced: readonly string[] = []): string {
  const rules = Object.fromEntries(silenced.map((code) => [code, 'off'] as const));
  const plan = fix(text, { ...OPTIONS, rules });
  expect(lint(plan.text, OPTIONS).map(({ code }) => code)).not.toContain('toml/syntax');
  return plan.text;
}

describe('fix', () => {
  test('writes a setting once that stands there misspelt', () => {
    // Found by a property: both fixes were safe, and together they wrote the name twice.
    const text = `[host."https://m.example/v2/proxy"]
override-path = true
[[host."https://hub.example.net"]]
`;
    expect(fixed(text)).toBe(`[host."https://m.example/v2/proxy"]
override_path = true
[host."https://hub.example.net"]
`);
  });

  test.each(['hosts/host-array', 'hosts/v2-path-doubled', 'hosts/unknown-key'])(
    'leaves TOML where %s is off, and mends nothing of it',
    (code) => {
      const text = `[host."https://m.example/v2/proxy"]
overridepaht = true
[[host."https://hub.example.net"]]
`;
      const before = lint(text, OPTIONS).filter((each) => each.code === code).length;
      const after = lint(fixed(text, [code]), OPTIONS).filter((each) => each.code === code).length;
      expect(after).toBe(before);
    },
  );

  test('mends nothing that a comment silences', () => {
    const text = `# mirrorconf-disable hosts/host-array
[[host."https://hub.example.net"]]
`;
    expect(fixed(text)).toBe(text);
  });
});
