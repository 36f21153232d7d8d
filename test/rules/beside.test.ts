// What else is found in each rule's bad example, and what every message must say.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Rule, RuleExample } from '../../src/formats/rule.ts';
import { allRules } from '../../src/formats/rules.ts';
import { type Diagnostic, type Format, lint } from '../../src/index.ts';

const FORMATS = Object.keys(formats) as Format[];
const rules = allRules();

/** By code, the other codes that are found in the bad example. */
const golden = JSON.parse(
  readFileSync(new URL('./beside.golden.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

function found(rule: Rule, { text, format, target, registry }: RuleExample): readonly Diagnostic[] {
  const own = FORMATS.find((each) => rule.code.startsWith(`${each}/`));
  return lint(text, {
    format: format ?? own ?? 'containerd',
    ...(target === undefined ? {} : { target }),
    ...(registry === undefined ? {} : { registry }),
  });
}

describe('the bad example of a rule', () => {
  test('has what else is known of it, and no more', () => {
    const beside = rules.flatMap((rule): [string, readonly string[]][] => {
      const others = found(rule, rule.bad).filter(({ code }) => code !== rule.code);
      const codes = [...new Set(others.map(({ code }) => code))].sort();
      return codes.length === 0 ? [] : [[rule.code, codes]];
    });
    expect(Object.fromEntries(beside)).toEqual(golden);
  });

  test.each(rules.map((rule) => [rule.code, rule] as const))(
    'of %s says what to do',
    (code, rule) => {
      const messages = found(rule, rule.bad).filter((each) => each.code === code);
      for (const { message } of messages) {
        // The last sentence, or the one before a question, begins with what to do.
        expect(message).toMatch(ADVICE);
        expect(message).not.toMatch(/undefined|\[object|NaN/);
      }
    },
  );
});

/** A sentence or clause that tells what to do, or what there must be. */
const ADVICE =
  /(?:^|[.:;,] )(?:Add|Give|Join|Keep|Leave|Let|List|Make|Mend|Move|Name|name|Plan|Put|Rename|Save|Say|Set|Take|Use|Write|write|End)\b|Did you mean| must be | is one file or | belongs into /;
