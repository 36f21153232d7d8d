// What a command works with, apart from its own arguments.
import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';

/** Says what a command takes and does. */
export type Declaration = (command: Command, context: Context) => void;

export interface Context {
  readonly host: Host;
  /** Makes an action of a function that tells how the run ends. */
  readonly action: <Arguments extends readonly unknown[]>(
    perform: (...values: Arguments) => Promise<ExitCode>,
  ) => (...values: Arguments) => Promise<void>;
}
