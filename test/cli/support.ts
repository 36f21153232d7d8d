// Runs the command without a process: a host whose streams are texts and whose files are those of a
// temporary folder.
import { promises } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ExitCode } from '../../src/cli/exit-code.ts';
import type { FileSystem, Host } from '../../src/cli/host.ts';
import { run } from '../../src/cli/run.ts';

export const fixtures: string = fileURLToPath(new URL('../../fixtures/', import.meta.url));
export const schemaFolder: string = join(fixtures, 'contracts', 'schemas');

export interface Surroundings {
  readonly folder?: string;
  readonly stdin?: string | Uint8Array;
  /** Whether a person sits at all three streams. */
  readonly terminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Partial<FileSystem>;
  /** What standard output does instead of taking the text. */
  readonly output?: (text: string) => Promise<void>;
}

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export async function mirrorconf(
  argv: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  const { folder = fixtures, stdin = '', terminal = false, environment = {} } = surroundings;
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Host['stdout'] => ({
    isTerminal: terminal,
    width: undefined,
    write: async (text) => {
      written[name] += text;
    },
  });
  const exitCode = await run(argv, {
    stdin: {
      isTerminal: terminal,
      read: async () => (typeof stdin === 'string' ? Buffer.from(stdin) : stdin),
    },
    stdout: {
      ...output('stdout'),
      ...(surroundings.output === undefined ? {} : { write: surroundings.output }),
    },
    stderr: output('stderr'),
    files: { ...promises, ...surroundings.files },
    environment,
    folder,
    schemaFolder,
    version: '0.0.0-test',
  });
  return { exitCode, ...written };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mirrorconf-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
