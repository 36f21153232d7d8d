// `mirrorconf rules`
import { everyRule, rulePage, ruleTable } from '../../operations/rule-page.ts';
import type { Declaration } from '../context.ts';
import { misuse } from '../fault.ts';

export const declareRules: Declaration = (command, { host, action }) => {
  command
    .summary('list the rules of lint, or print the page of one')
    .description(
      'List the rules of lint: code, severity, fix, and what is wrong. With CODE, print its page.',
    )
    .argument('[CODE]', 'a rule, such as containerd/mirrors-with-config-path');
  command.action(
    action(async (code: string | undefined) => {
      await host.stdout.write(code === undefined ? table() : page(code));
      return 0;
    }),
  );
};

function table(): string {
  const rows = ruleTable(everyRule());
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
    .join('');
}

function page(code: string): string {
  const rule = everyRule().find((each) => each.code === code);
  if (rule) return rulePage(rule);
  throw misuse('rule', `"${code}" is no rule. "mirrorconf rules" lists them.`);
}
