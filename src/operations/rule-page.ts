// What people read about a rule: its page, and the table of all rules.

import type { ReleaseRange, Rule, RuleExample } from '../formats/rule.ts';
import { allRules } from '../formats/rules.ts';
import type { Release } from '../model/target.ts';
import { TREE_RULES } from './tree/rules/index.ts';
import type { TreeExample, TreeRuleWords } from './tree/rules/tree-rule.ts';

/** A page of the documentation, by the path below `docs/rules` that it belongs to. */
export interface RulePage {
  readonly path: string;
  readonly text: string;
}

const SEVERITIES = {
  error: 'error: an engine refuses or ignores it',
  warning: 'warning: risky',
  info: 'info: good to know',
} as const;

const FIXES = {
  safe: '`mirrorconf lint --fix` does it.',
  ask: 'A fix is offered for an editor or a person to take; `--fix` leaves it alone.',
  none: 'There is no automatic fix.',
} as const;

/** A rule for a single file or for a machine. */
export type AnyRule = Rule | TreeRuleWords;

/** Every rule once: those for single files by format, then those for machines. */
export function everyRule(): readonly AnyRule[] {
  return [...allRules(), ...TREE_RULES];
}

/** The index and a page for each rule. */
export function rulePages(): readonly RulePage[] {
  const rules = everyRule();
  return [
    { path: 'README.md', text: indexText(rules) },
    ...rules.map((rule) => ({ path: `${rule.code}.md`, text: rulePage(rule) })),
  ];
}

/** The rule's page as Markdown. */
export function rulePage(rule: AnyRule): string {
  const { code, severity, title, effect, remedy, source, bad, good, releases } = rule;
  const parts = [
    `# ${code}`,
    `${title}.`,
    `- severity: ${SEVERITIES[severity]}`,
    ...(releases ? [`- releases: ${releases.map(rangeText).join('; ')}`] : []),
    ...(isOfMachine(rule)
      ? [`- found by \`mirrorconf lint --root\`, which sees all files of a machine`]
      : []),
    '\n## What engines do',
    effect,
    '\n## Wrong',
    exampleText(bad),
    '\n## Right',
    exampleText(good),
    '\n## How to mend it',
    `${remedy} ${FIXES[rule.fix]}`,
    '\n## How to silence it',
    `With a comment on the line above: \`# mirrorconf-disable-next-line ${code}\`; for the whole file: \`# mirrorconf-disable ${code}\`; for a run${isOfMachine(rule) ? ', and for a folder' : ''}: \`--rule ${code}=off\`.`,
    `\nMeasured: ${source}.`,
  ];
  return `${parts
    .join('\n\n')
    .replaceAll('\n\n\n', '\n\n')
    .replaceAll(/\n\n- (?=releases|found by)/g, '\n- ')}\n`;
}

/** A line for each rule: code, severity, whether it has a fix, and what is wrong. */
export function ruleTable(rules: readonly AnyRule[]): readonly (readonly string[])[] {
  return rules.map(({ code, severity, fix, title }) => [code, severity, fix, title]);
}

function isOfMachine(rule: AnyRule): rule is TreeRuleWords {
  return 'files' in rule.bad;
}

function indexText(rules: readonly AnyRule[]): string {
  return `# Rules

What \`mirrorconf lint\` finds. An error is what an engine refuses or ignores; where only some releases
do, it is a warning until \`--target\` names the release. A \`safe\` fix is applied by \`--fix\`, one
that says \`ask\` is only offered.

${tableText(rules.filter((rule) => !isOfMachine(rule)))}

## Of a machine

What it takes several files, a file's name or a folder to see: \`mirrorconf lint --root DIR\`.

${tableText(rules.filter(isOfMachine))}

## Without a page

| code | what it says |
|---|---|
| toml/syntax, toml/template | The text is no TOML, or a template for some: nothing else is looked for |
| format/unknown | Neither text nor path tell what file it is |
| FORMAT/refused, FORMAT/unused, FORMAT/pull-fails | What no rule says and the release of \`--target\` does: it does not load the file, never asks a mirror, or fails a pull. FORMAT is \`containerd\`, \`hosts\`, \`registries\` or \`buildkitd\` |
| lint/unknown-code, lint/unused-silencing | A comment silences what is no rule, or nothing |
`;
}

function tableText(rules: readonly AnyRule[]): string {
  const rows = ruleTable(rules).map(
    ([code = '', severity = '', fix = '', title = '']) =>
      `| [${code}](${code}.md) | ${severity} | ${fix === 'none' ? '' : fix} | ${title.replaceAll('|', '\\|')} |`,
  );
  return `| code | severity | fix | what is wrong |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function exampleText(example: RuleExample | TreeExample): string {
  return 'files' in example ? machineText(example) : fileText(example);
}

/** Each file and folder under its path. */
function machineText({ files, dirs = [], links = {}, target }: TreeExample): string {
  const parts = [
    ...Object.entries(files).map(([path, text]) => `\`${path}\`:\n\n${fenced(text)}`),
    ...dirs.map((path) => `\`${path}\`, a folder without files`),
    ...Object.entries(links).map(([path, to]) => `\`${path}\`, a link to \`${to}\``),
  ];
  return `For \`${target}\`:\n\n${parts.join('\n\n')}`;
}

function fileText({ text, target, registry }: RuleExample): string {
  const notes = [
    ...(target === undefined ? [] : [`for \`${target}\``]),
    ...(registry === undefined ? [] : [`in the folder of \`${registry}\``]),
  ];
  const lead = notes.length > 0 ? `${capital(notes.join(', '))}:\n\n` : '';
  return lead + fenced(text);
}

/** What cannot be seen is spelled out; a fence longer than any inside keeps the text whole. */
function fenced(text: string): string {
  const shown = text
    .replace(/^\ufeff/, '<U+FEFF>')
    .replaceAll('\r', '')
    .trimEnd();
  return `\`\`\`\`toml\n${shown}\n\`\`\`\``;
}

function rangeText({ from, before }: ReleaseRange): string {
  if (from && before) return `${releaseText(from)} up to, not including, ${releaseText(before)}`;
  if (from) return `${releaseText(from)} and later`;
  return before ? `before ${releaseText(before)}` : 'all';
}

function releaseText([major, minor, patch]: Release): string {
  return patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
