// The README's commands and code are run, and print what it says. UPDATE=1 puts the output in.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { SCHEMAS } from '../../src/cli/commands/schema.ts';
import { mirrorconf, schemaFolder, temporaryFolder } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const path = join(root, 'README.md');
const update = process.env['UPDATE'] === '1';
let readme = await readFile(path, 'utf8');

interface Block {
  readonly language: string;
  readonly code: string;
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', code = '']) => ({ language, code }),
);

function codeOf(language: string): readonly string[] {
  return blocks.filter((block) => block.language === language).map(({ code }) => code);
}

/** The words of a command line without quotes. */
function argumentsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/).slice(1);
}

async function expectOutput(language: string, index: number, output: string): Promise<void> {
  const said = codeOf(language)[index] ?? '';
  if (!update) {
    expect(said).toBe(output);
    return;
  }
  const fences = [...readme.matchAll(new RegExp(`^\`\`\`${language}\n[\\s\\S]*?^\`\`\`$`, 'gm'))];
  const fence = fences[index];
  if (!fence) throw new Error(`README.md has no ${language} block for this.`);
  const end = fence.index + fence[0].length;
  readme = `${readme.slice(0, fence.index)}\`\`\`${language}\n${output}\`\`\`${readme.slice(end)}`;
  await writeFile(path, readme);
}

describe('the first block', () => {
  const lines = (codeOf('sh')[0] ?? '').trimEnd().split('\n');

  test('has the job and the tests, a command each', () => {
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^npm ci && npm run build && node dist\/cli\/main\.js add .* --diff$/);
    expect(lines[1]).toBe('npm cit');
  });

  test('prints the diff below it', async () => {
    const [, job = ''] = (lines[0] ?? '').split('node dist/cli/main.js');
    const { exitCode, stdout } = await mirrorconf(job.trim().split(/\s+/), { folder: root });
    expect(exitCode).toBe(0);
    await expectOutput('diff', 0, stdout);
  });
});

describe('the command', () => {
  test('every line runs, in this order, on a machine with the usual files', async () => {
    const folder = await temporaryFolder();
    const etc = (file: string): string => join(folder, 'etc', file);
    await mkdir(dirname(etc('containers/registries.conf.d/x')), { recursive: true });
    await cp(join(root, 'fixtures/cli/files/config.toml'), etc('containerd/config.toml'));
    const mirrors = codeOf('json').find((code) => code.includes('$schema')) ?? '';
    await writeFile(join(folder, 'mirrors.json'), mirrors);
    await writeFile(
      etc('containers/registries.conf.d/60-more.conf'),
      '[[registry]]\nlocation = "ghcr.io"\n[[registry.mirror]]\nlocation = "ghcr.example.net"\n',
    );
    const outputs: string[] = [];
    const lines = codeOf('sh').flatMap((code) => code.split('\n'));
    for (const line of lines.filter((each) => each.startsWith('mirrorconf '))) {
      const argv = argumentsOf(line).map((word) =>
        word.startsWith('/etc/') ? join(folder, word) : word,
      );
      const { exitCode, stdout, stderr } = await mirrorconf(argv, { folder });
      expect([line, stderr, exitCode]).toEqual([line, stderr, argv.includes('--check') ? 1 : 0]);
      if (line.includes('--json')) outputs.push(stdout.replaceAll(folder, ''));
    }
    await expectOutput('json', 0, outputs.join(''));
  });

  test('the mirrors file is what its schema says', async () => {
    const { Ajv } = await import('ajv');
    const schema = await readFile(join(schemaFolder, 'mirrors-file.json'), 'utf8');
    const validate = new Ajv().compile(JSON.parse(schema) as object);
    expect(validate(JSON.parse(codeOf('json')[1] ?? ''))).toBe(true);
  });
});

test('the console shows what the command prints', async () => {
  const shown = codeOf('console');
  expect(shown.length).toBeGreaterThan(0);
  for (const [index, code] of shown.entries()) {
    const [line = ''] = code.split('\n');
    const { exitCode, stdout } = await mirrorconf(argumentsOf(line.slice(2)), { folder: root });
    expect(exitCode).toBe(0);
    await expectOutput('console', index, `${line}\n${stdout}`);
  }
});

test('the editor settings name schemas that there are', () => {
  const toml = codeOf('toml').join('\n');
  const named = [...toml.matchAll(/dist\/schemas\/([\w-]+)\.json/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(['buildkitd', 'containerd', 'hosts', 'registries']);
  for (const name of named) expect(SCHEMAS).toContain(name);
  expect(() => parse(toml)).not.toThrow();
});

test('every function that is listed is there', async () => {
  const library: Readonly<Record<string, unknown>> = await import('../../src/index.ts');
  const listed = [...readme.matchAll(/^\| `(\w+)\(/gm)].map(([, name = '']) => name);
  expect(listed.length).toBeGreaterThan(5);
  for (const name of listed) expect([name, typeof library[name]]).toEqual([name, 'function']);
});

describe('the library', () => {
  test.each(codeOf('ts').map((code, index) => [index, code] as const))(
    'block %i gives what its comments say',
    async (index, code) => {
      const folder = join(root, '.cache', 'readme');
      await mkdir(folder, { recursive: true });
      const file = join(folder, `block-${index}.ts`);
      await writeFile(file, runnable(code));
      const { said } = (await import(/* @vite-ignore */ file)) as { said: readonly unknown[][] };
      expect(said.length).toBe(code.match(/console\.log/g)?.length);
      for (const [value, expected] of said) expect(value).toEqual(expected);
    },
  );
});

/** `console.log(VALUE); // EXPECTED` becomes a pair of both. */
function runnable(code: string): string {
  const pairs = code.replace(/console\.log\((.*)\); \/\/ (.*)$/gm, 'said.push([$1, $2]);');
  const sources = join(root, 'src', 'index.ts');
  return `export const said: unknown[][] = [];\n${pairs.replace("'mirrorconf'", JSON.stringify(sources))}`;
}
