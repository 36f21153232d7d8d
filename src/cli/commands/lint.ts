// `mirrorconf lint`
import { Option } from 'commander';
import { type Diagnostic, fix, type LintOptions, lint, type Severity } from '../../index.ts';
import { everyRule } from '../../operations/rule-page.ts';
import { colorsFor } from '../colors.ts';
import type { Declaration } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { blaming, misuse } from '../fault.ts';
import { FORMATS, type FormatFlags, formatOptions, takeTarget } from '../flags.ts';
import type { Host } from '../host.ts';
import { readSources } from '../lint/files.ts';
import { countFindings, type FileFindings } from '../lint/findings.ts';
import { githubReport } from '../lint/github.ts';
import { gitlabReport } from '../lint/gitlab.ts';
import { jsonReport } from '../lint/json.ts';
import { junitReport } from '../lint/junit.ts';
import { sarifReport } from '../lint/sarif.ts';
import { textReport } from '../lint/text.ts';
import { replaceFiles } from '../replace.ts';
import { jsonText, safeDiagnostic } from '../reports.ts';
import { bytesOf, type Source } from '../source.ts';

type ReportFormat = 'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit';

interface LintFlags {
  readonly as?: FormatFlags['format'];
  readonly registry?: string;
  readonly target?: string;
  readonly format: ReportFormat;
  readonly fix?: true;
  readonly maxWarnings?: number;
  readonly rule?: readonly (readonly [code: string, severity: Severity | 'off'])[];
}

type Report = (files: readonly FileFindings[], host: Host) => string;

const REPORTS: Readonly<Record<ReportFormat, Report>> = {
  text: (files, host) => textReport(files, colorsFor(host.stdout, host)),
  json: (files) => jsonText(jsonReport(files)),
  sarif: (files, host) => jsonText(sarifReport(files, ruleWords(), host.version)),
  github: githubReport,
  gitlab: (files) => jsonText(gitlabReport(files)),
  junit: junitReport,
};

export const declareLint: Declaration = (command, { host, action }) => {
  command
    .summary('find mistakes in files')
    .description(
      'Find mistakes that engines are silent about: what they refuse, what they pass over, what is risky. Of a folder, the files that are an engine’s are read.',
    )
    .argument('<PATH...>', 'files or folders; - is standard input');
  takeTarget(command, 'the files');
  command
    .addOption(
      new Option('--format <FORMAT>', 'how to print the findings')
        .choices(Object.keys(REPORTS))
        .default('text'),
    )
    .option('--fix', 'apply the safe fixes and write the files; print what is left')
    .addOption(
      new Option('--max-warnings <N>', 'exit with 1 for more warnings than these').argParser(
        wholeNumber,
      ),
    )
    .addOption(
      new Option(
        '--rule <CODE=SEVERITY>',
        'error, warning, info or off for a rule; may be repeated',
      ).argParser(ruleSetting),
    )
    .addOption(
      new Option('--as <FORMAT>', 'what the files are, if they do not tell').choices(FORMATS),
    )
    .option(
      '--registry <REGISTRY>',
      'the registry that a hosts.toml is for, if its path does not tell',
    );
  command.action(
    action(async (paths: readonly string[], flags: LintFlags) => {
      const sources = await readSources(paths, host);
      const files: FileFindings[] = [];
      for (const source of sources) files.push(await fileFindings(source, flags, host));
      await host.stdout.write(REPORTS[flags.format](files, host));
      return exitCode(files, flags);
    }),
  );
};

async function fileFindings(source: Source, flags: LintFlags, host: Host): Promise<FileFindings> {
  const { name, text, path, bytes: before } = source;
  const options = lintOptions(source, flags);
  if (!flags.fix)
    return findings(
      name,
      text,
      blaming(name, () => lint(text, options)),
    );
  if (path === undefined) {
    throw misuse(
      'fix-stdin',
      'Standard input cannot be written to. Name a file, or leave --fix out.',
    );
  }
  const found = blaming(name, () => lint(text, options));
  if (!found.some(({ fixes }) => fixes?.some(({ safe }) => safe)))
    return findings(name, text, found);
  const plan = blaming(name, () => fix(text, options));
  if (plan.changed) {
    await replaceFiles([{ name, path, before, after: bytesOf(name, plan.text) }], host.files);
  }
  return findings(name, plan.text, plan.diagnostics);
}

function findings(name: string, text: string, diagnostics: readonly Diagnostic[]): FileFindings {
  return { name, text, diagnostics: diagnostics.map(safeDiagnostic) };
}

function lintOptions(source: Source, flags: LintFlags): LintOptions {
  const { as, registry, target, rule } = flags;
  const own: FormatFlags = {
    ...(as === undefined ? {} : { format: as }),
    ...(registry === undefined ? {} : { registry }),
    ...(target === undefined ? {} : { target }),
  };
  const rules = rule ? { rules: Object.fromEntries(rule) } : {};
  return { ...formatOptions(own, source), ...rules };
}

function exitCode(files: readonly FileFindings[], { maxWarnings }: LintFlags): ExitCode {
  const { error, warning } = countFindings(files);
  return error > 0 || (maxWarnings !== undefined && warning > maxWarnings) ? 1 : 0;
}

function ruleWords(): Parameters<typeof sarifReport>[1] {
  return everyRule().map(({ code, title, severity, effect, remedy }) => ({
    code,
    title,
    severity,
    help: `${effect} ${remedy}`,
  }));
}

function wholeNumber(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text);
  throw misuse('max-warnings', `"${text}" is no number of warnings. Write 0 or more.`);
}

type RuleSetting = readonly [code: string, severity: Severity | 'off'];

function ruleSetting(
  text: string,
  before: readonly RuleSetting[] | undefined,
): readonly RuleSetting[] {
  const [code = '', severity = ''] = text.split('=');
  if (!/^(error|warning|info|off)$/.test(severity)) {
    throw misuse(
      'rule',
      `"${text}" sets no rule. Write CODE=error, CODE=warning, CODE=info or CODE=off.`,
    );
  }
  return [...(before ?? []), [code, severity as Severity | 'off']];
}
