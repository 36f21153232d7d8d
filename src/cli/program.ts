// The program: its commands, in the order in which the help lists them.
import { Command } from 'commander';
import { declareAdd } from './commands/add.ts';
import { declareApply } from './commands/apply.ts';
import { declareConvert } from './commands/convert.ts';
import { declareExplain } from './commands/explain.ts';
import { declareLint } from './commands/lint.ts';
import { declareList } from './commands/list.ts';
import { declareMigrate } from './commands/migrate.ts';
import { declareRemove } from './commands/remove.ts';
import { declareRules } from './commands/rules.ts';
import { declareSchema } from './commands/schema.ts';
import { declareSet } from './commands/set.ts';
import type { Context, Declaration } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';

const DECLARATIONS: Readonly<Record<string, Declaration>> = {
  add: declareAdd,
  set: declareSet,
  remove: declareRemove,
  list: declareList,
  lint: declareLint,
  rules: declareRules,
  explain: declareExplain,
  apply: declareApply,
  migrate: declareMigrate,
  convert: declareConvert,
  schema: declareSchema,
};

export const COMMANDS: readonly string[] = Object.keys(DECLARATIONS);

/** What the program says of itself: help and version. */
export interface OwnWords {
  out: string;
  err: string;
}

export function buildProgram(
  host: Host,
  words: OwnWords,
  finish: (exitCode: ExitCode) => void,
): Command {
  const program = new Command('mirrorconf')
    .description(
      'Puts registry mirrors into the files that container engines read, and disturbs nothing else in them.',
    )
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        words.out += text;
      },
      writeErr: (text) => {
        words.err += text;
      },
      outputError: () => {},
      getOutHelpWidth: () => host.stdout.width ?? 80,
      getErrHelpWidth: () => host.stderr.width ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      'after',
      `
Exit codes:
  0  done, or nothing to do
  1  --check: something would change; lint: something is wrong; explain: the
     files do not load
  2  refused or wrong usage; nothing was written, the reason is on standard error`,
    );
  const context: Context = {
    host,
    action:
      (perform) =>
      async (...values) =>
        finish(await perform(...values)),
  };
  for (const [name, declare] of Object.entries(DECLARATIONS)) {
    declare(program.command(name), context);
  }
  return program;
}
