// `mirrorconf schema`
import { join } from 'node:path';
import { Argument } from 'commander';
import type { Declaration } from '../context.ts';

export const SCHEMAS = ['mirrors-file', 'plan', 'list', 'convert', 'error'] as const;

export const declareSchema: Declaration = (program, { host, action }) => {
  program
    .command('schema')
    .summary('print a JSON Schema')
    .description('Print the JSON Schema of what the command reads or prints.')
    .addArgument(new Argument('<NAME>', 'which').choices(SCHEMAS))
    .action(
      action(async (name: (typeof SCHEMAS)[number]) => {
        const path = join(host.schemaFolder, `${name}.json`);
        await host.stdout.write(await host.files.readFile(path, 'utf8'));
        return 0;
      }),
    );
};
