// What every rule keeps: its examples show it, its fix mends it, and its page stands.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Rule, RuleExample } from '../../src/formats/rule.ts';
import { allRules } from '../../src/formats/rules.ts';
import { type Diagnostic, type Format, fix, type LintOptions, lint } from '../../src/index.ts';
import { rulePages } from '../../src/operations/rule-page.ts';
import { decode } from '../../src/toml/index.ts';

const rules = allRules();
const FORMATS = Object.keys(formats) as Format[];

function optionsOf(rule: Rule, { format, target, registry }: RuleExample): LintOptions {
  const own = FORMATS.find((each) => rule.code.startsWith(`${each}/`));
  return {
    format: format ?? own ?? 'containerd',
    ...(target === undefined ? {} : { target }),
    ...(registry === undefined ? {} : { registry }),
  };
}

function fixable(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ fixes }) => fixes?.some(({ safe }) => safe));
}

test('codes are words, each used once, and there are rules for every format', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes)
    expect(code).toMatch(/^(containerd|hosts|registries|buildkitd|toml)\/[a-z0-9.-]+$/);
  for (const format of FORMATS) expect(formats[format].rules.length).toBeGreaterThan(10);
});

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('says what is wrong in the bad example and nothing in the good one', () => {
    const found = lint(rule.bad.text, optionsOf(rule, rule.bad)).filter(
      (each) => each.code === code,
    );
    expect(found.length).toBeGreaterThan(0);
    for (const { message, range, line } of found) {
      expect(message).toMatch(/[.?]$/);
      expect(message.length).toBeGreaterThan(title(rule).length);
      expect(range.end).toBeLessThanOrEqual(rule.bad.text.length);
      expect(line).toBeGreaterThan(0);
    }
    const good = lint(rule.good.text, optionsOf(rule, rule.good));
    expect(good.map((each) => each.code)).not.toContain(code);
    expect(decode(rule.good.text).fault).toBeUndefined();
  });

  test('its fix is what it says', () => {
    const options = optionsOf(rule, rule.bad);
    const own = lint(rule.bad.text, options).filter((each) => each.code === code);
    const kinds = new Set(own.flatMap(({ fixes = [] }) => fixes.map(({ safe }) => safe)));
    if (rule.fix === 'none') expect([...kinds]).toEqual([]);
    if (rule.fix === 'ask') expect([...kinds]).toEqual([false]);
    if (rule.fix !== 'safe') return;
    expect(kinds).toContain(true);
    const plan = fix(rule.bad.text, options);
    expect(plan.text).toBe(rule.fixed.text);
    const left = lint(plan.text, options);
    expect(fixable(left)).toEqual([]);
    const before = new Set(lint(rule.bad.text, options).map((each) => each.code));
    const fresh = left.filter((each) => each.severity === 'error' && !before.has(each.code));
    expect(fresh).toEqual([]);
  });

  test('a comment above silences it', () => {
    const options = optionsOf(rule, rule.bad);
    const silenced = `# mirrorconf-disable ${code}\n${rule.bad.text}`;
    if (rule.bad.text.startsWith('\ufeff') || decode(silenced).fault) return;
    const left = lint(silenced, options).map((each) => each.code);
    expect(left).not.toContain(code);
    expect(left).not.toContain('lint/unused-silencing');
  });
});

function title(rule: Rule): string {
  return rule.title.split(' ')[0] ?? '';
}

test('every rule has its page, and the index names it', () => {
  const folder = new URL('../../docs/rules/', import.meta.url);
  for (const { path, text } of rulePages()) {
    expect(readFileSync(fileURLToPath(new URL(path, folder)), 'utf8'), path).toBe(text);
  }
});

describe('silencing', () => {
  const text = '[[registry]]\nlocation = "a.example"\ninsecure = true\n';
  const codes = (more: string): readonly string[] =>
    lint(more, { format: 'registries' }).map((each) => each.code);

  test('is for the next line or for the file', () => {
    expect(codes(text)).toContain('registries/insecure');
    const next = '# mirrorconf-disable-next-line registries/insecure\n';
    expect(codes(text.replace('insecure =', `${next}insecure =`))).not.toContain(
      'registries/insecure',
    );
    expect(codes(next + text)).toContain('registries/insecure');
  });

  test('that silences nothing, or no rule, is reported', () => {
    expect(codes('# mirrorconf-disable registries/insecure\n')).toEqual(['lint/unused-silencing']);
    expect(codes('# mirrorconf-disable registries/nonsense\n')).toEqual(['lint/unknown-code']);
  });

  test('without a code, or in other words, silences nothing and is reported', () => {
    for (const word of ['mirrorconf-disable', 'mirrorconf-disable-next-line']) {
      expect(codes(`${text}# ${word}\r\n`)).toEqual([
        'registries/insecure',
        'lint/unused-silencing',
      ]);
    }
    expect(codes(`# mirrorconf-disable-line registries/insecure\n${text}`)).toEqual([
      'lint/unused-silencing',
      'registries/insecure',
    ]);
  });

  test('of many lines takes time that grows with them', () => {
    const hosts = Array.from(
      { length: 4_000 },
      (_, at) =>
        `[host."https://a${at}.example"]\n# mirrorconf-disable-next-line hosts/without-resolve\ncapabilities = ["pull"]\n`,
    );
    const began = performance.now();
    expect(lint(hosts.join(''), { format: 'hosts' })).toEqual([]);
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  test('in a string is no silencing', () => {
    const inside = 'unqualified-search-registries = ["# mirrorconf-disable registries/insecure"]\n';
    expect(codes(inside + text)).toContain('registries/insecure');
    expect(codes(inside + text)).not.toContain('lint/unused-silencing');
  });

  test('by option, to another severity or off', () => {
    const set = (severity: 'error' | 'off'): readonly string[] =>
      lint(text, { format: 'registries', rules: { 'registries/insecure': severity } })
        .filter((each) => each.code === 'registries/insecure')
        .map((each) => each.severity);
    expect(set('error')).toEqual(['error']);
    expect(set('off')).toEqual([]);
  });
});

test('no text makes lint throw', () => {
  const piece = fc.constantFrom(
    '[',
    ']]',
    '"',
    "'''",
    '=',
    '{',
    '}',
    '\n',
    '\r',
    '#',
    'registry',
    'host',
    '.',
    'version = 2\n',
    'plugins',
    '\u0000',
    '\ufeff',
    'a',
    '1',
    ',',
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom(...FORMATS), (text, format) => {
      for (const { range } of lint(text, { format })) {
        expect(range.start).toBeLessThanOrEqual(range.end);
      }
    }),
  );
});
