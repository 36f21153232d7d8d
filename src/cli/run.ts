// One run of the command, without a process: arguments and a host in, an exit code out.
import { CommanderError } from 'commander';
import { MirrorConfError } from '../index.ts';
import { colorsFor } from './colors.ts';
import type { ExitCode } from './exit-code.ts';
import { Fault, misuse } from './fault.ts';
import type { Host } from './host.ts';
import { faultLines } from './messages.ts';
import { buildProgram, COMMANDS, type OwnWords } from './program.ts';
import { errorReport, jsonText } from './reports.ts';
import { systemCode, systemWords } from './system-error.ts';

/** Never throws. */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  try {
    return await perform(argv, host);
  } catch (error) {
    const fault = faultOf(error, argv[0]);
    await attempt(host.stderr.write(faultLines(fault, colorsFor(host.stderr, host))));
    if (wantsJson(argv)) await attempt(host.stdout.write(jsonText(errorReport(fault))));
    return 2;
  }
}

/** Of `lint` the report's format tells; arguments that are to blame are not parsed yet. */
function wantsJson(argv: readonly string[]): boolean {
  if (argv[0] !== 'lint') return argv.includes('--json');
  return argv.includes('--format=json') || argv[argv.lastIndexOf('--format') + 1] === 'json';
}

async function perform(argv: readonly string[], host: Host): Promise<ExitCode> {
  const words: OwnWords = { out: '', err: '' };
  let exitCode: ExitCode = 0;
  const program = buildProgram(host, words, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!isHelp(error)) throw error;
    await host.stdout.write(words.out);
    await host.stderr.write(words.err);
    return error.exitCode === 0 ? 0 : 2;
  }
}

/** Where a message cannot be written, there is nobody left to tell. */
async function attempt(written: Promise<void>): Promise<void> {
  await written.catch(() => {});
}

/** Help and version are errors to the argument parser. */
function isHelp(error: unknown): error is CommanderError {
  return error instanceof CommanderError && /^commander\.(help|version)/.test(error.code);
}

function faultOf(error: unknown, command = ''): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof MirrorConfError) return new Fault(error);
  if (error instanceof CommanderError) {
    const known = COMMANDS.includes(command) ? ` ${command}` : '';
    const words = error.message.replace(/^error: /, '').replace(/\n/g, ' ');
    return misuse(
      'arguments',
      `${words}${/[.)]$/.test(words) ? '' : '.'} See "mirrorconf${known} --help".`,
    );
  }
  if (systemCode(error) !== undefined) {
    const message = `The system refused: ${systemWords(error)}.`;
    return new Fault(new MirrorConfError('system/refused', message));
  }
  const words = error instanceof Error ? error.message : String(error);
  const message = `mirrorconf itself failed: ${words}. Please report this with the arguments and the file.`;
  return new Fault(new MirrorConfError('internal/error', message));
}
