// `mirrorconf schema`
import { join } from 'node:path';
import { Argument } from 'commander';
import type { Declaration } from '../context.ts';
import { FORMATS } from '../flags.ts';

/** What is read, what is printed, and the engines' own files, by format. */
export const SCHEMAS: readonly string[] = [
  'mirrors-file',
  'plan',
  'list',
  'convert',
  'lint',
  'explain',
  'tree',
  'error',
  ...FORMATS,
];

export const declareSchema: Declaration = (command, { host, action }) => {
  command
    .summary('print a JSON Schema')
    .description(
      'Print a JSON Schema: of the file that --mirrors reads, of what --json prints (plan for add, set and remove; list; convert; lint; explain; tree for apply and migrate; error for all), or of the files of a format, for editors.',
    )
    .addArgument(new Argument('<NAME>', 'which').choices(SCHEMAS))
    .action(
      action(async (name: string) => {
        const path = join(host.schemaFolder, `${name}.json`);
        await host.stdout.write(await host.files.readFile(path, 'utf8'));
        return 0;
      }),
    );
};
