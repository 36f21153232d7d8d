// `mirrorconf lint`
import { Option } from 'commander';
import { fix, type LintOptions, lint } from '../../index.ts';
import { everyRule } from '../../operations/rule-page.ts';
import { colorsFor } from '../colors.ts';
import type { Declaration } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { blaming, misuse } from '../fault.ts';
import { FORMATS, type FormatFlags, formatOptions, takeTarget } from '../flags.ts';
import type { Host } from '../host.ts';
import { readSources } from '../lint/files.ts';
import { countFindings, type FileFindings, findings } from '../lint/findings.ts';
import { githubReport } from '../lint/github.ts';
import { gitlabReport } from '../lint/gitlab.ts';
import { jsonReport } from '../lint/json.ts';
import { junitReport } from '../lint/junit.ts';
import { type MachineLintFlags, machineFindings } from '../lint/machine.ts';
import { ruleSetting, ruleSettings } from '../lint/rule-settings.ts';
import { sarifReport } from '../lint/sarif.ts';
import { textReport } from '../lint/text.ts';
import { writeNotices } from '../messages.ts';
import { replaceFiles } from '../replace.ts';
import { jsonText } from '../reports.ts';
import { bytesOf, type Source } from '../source.ts';
import type { Replacement } from '../stage.ts';
import { homeOption } from '../tree/flags.ts';

type ReportFormat = 'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit';

interface LintFlags extends Omit<MachineLintFlags, 'root'> {
  readonly as?: FormatFlags['format'];
  readonly registry?: string;
  readonly root?: string;
  readonly format: ReportFormat;
  readonly maxWarnings?: number;
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
      'Find mistakes that engines are silent about: what they refuse, what they pass over, what is risky. Of a folder, the files that are an engine’s are read, each by itself. With --root the files of a machine are read as its engines read them, together.',
    )
    .argument('[PATH...]', 'files or folders; - is standard input');
  takeTarget(command, 'the files');
  command
    .option('--root <DIR>', 'in place of PATH: the folder that is the / of a machine')
    .addOption(homeOption())
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
      new Option('--as <FORMAT>', 'what the files are, if they do not tell')
        .choices(FORMATS)
        .conflicts('root'),
    )
    .addOption(
      new Option(
        '--registry <REGISTRY>',
        'the registry that a hosts.toml is for, if its path does not tell',
      ).conflicts('root'),
    );
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf lint nodes registries.conf --target containerd@2.1.9
  mirrorconf lint --root / --target containerd@2.1.9
  mirrorconf lint --root images/node --format sarif`,
  );
  command.action(
    action(async (paths: readonly string[], flags: LintFlags) => {
      const files = await findingsOf(paths, flags, host);
      await host.stdout.write(REPORTS[flags.format](files, host));
      return exitCode(files, flags);
    }),
  );
};

/** Of the files that are named, or of the machine. */
async function findingsOf(
  paths: readonly string[],
  { root, ...flags }: LintFlags,
  host: Host,
): Promise<readonly FileFindings[]> {
  if (root !== undefined) {
    if (paths.length > 0) {
      throw misuse(
        'root-and-path',
        'With --root the engine says which files are read. Leave PATH out, or --root.',
      );
    }
    return machineFindings({ ...flags, root }, host);
  }
  if (paths.length === 0) {
    throw misuse('no-file', 'Which files? Name files or folders, or a machine with --root DIR.');
  }
  const sources = await readSources(paths, host);
  if (flags.fix) return mendedFindings(sources, flags, host);
  return sources.map((source) => {
    const { name, text } = source;
    return findings(
      name,
      text,
      blaming(name, () => lint(text, lintOptions(source, flags))),
    );
  });
}

/** What is left after the safe fixes, which are written: all files or none. */
async function mendedFindings(
  sources: readonly Source[],
  flags: LintFlags,
  host: Host,
): Promise<readonly FileFindings[]> {
  const files: FileFindings[] = [];
  const replacements: Replacement[] = [];
  for (const source of sources) {
    const { name, text, path, bytes: before } = source;
    if (path === undefined) {
      throw misuse(
        'fix-stdin',
        'Standard input cannot be written to. Name a file, or leave --fix out.',
      );
    }
    const options = lintOptions(source, flags);
    const found = blaming(name, () => lint(text, options));
    if (!found.some(({ fixes }) => fixes?.some(({ safe }) => safe))) {
      files.push(findings(name, text, found));
      continue;
    }
    const plan = blaming(name, () => fix(text, options));
    if (plan.changed) replacements.push({ name, path, before, after: bytesOf(name, plan.text) });
    files.push(findings(name, plan.text, plan.diagnostics));
  }
  await writeNotices(await replaceFiles(replacements, host.files), host);
  return files;
}

function lintOptions(source: Source, flags: LintFlags): LintOptions {
  const { as, registry, target, rule } = flags;
  const own: FormatFlags = {
    ...(as === undefined ? {} : { format: as }),
    ...(registry === undefined ? {} : { registry }),
    ...(target === undefined ? {} : { target }),
  };
  return { ...formatOptions(own, source), ...ruleSettings(rule) };
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
