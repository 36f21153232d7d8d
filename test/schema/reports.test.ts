// What the command prints is what the schemas say, for every command and for refusals.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { mirrorconf, type Surroundings, schemaFolder, temporaryFolder } from '../cli/support.ts';

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictTuples: false });

function schema(name: string): ValidateFunction {
  return ajv.compile(
    JSON.parse(readFileSync(join(schemaFolder, `${name}.json`), 'utf8')) as object,
  );
}

const validate = {
  plan: schema('plan'),
  list: schema('list'),
  convert: schema('convert'),
  error: schema('error'),
};

async function report(argv: readonly string[], surroundings: Surroundings): Promise<unknown> {
  const { stdout, stderr, exitCode } = await mirrorconf([...argv, '--json'], surroundings);
  expect(stderr === '').toBe(exitCode !== 2);
  return JSON.parse(stdout);
}

function expectValid(name: keyof typeof validate, value: unknown): void {
  const check = validate[name];
  check(value);
  expect(check.errors).toBeNull();
}

const containerd =
  'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]\nendpoint = ["https://s.example"]\n';
const mirror = ['-m', 'docker.io=https://a.example', '-m', '*=https://s.example'];

describe('a plan', () => {
  test.each(['add', 'set', 'remove'])('of %s', async (command) => {
    for (const mode of [[], ['--check'], ['--diff']]) {
      const value = await report([command, '-', ...mirror, ...mode], { stdin: containerd });
      expectValid('plan', value);
      expect(value).toMatchObject({ command, file: null, format: 'containerd', changed: true });
      expect(Object.hasOwn(value as object, 'diff')).toBe(mode.includes('--diff'));
    }
  });

  test('with changes and diagnostics at their lines', async () => {
    const value = await report(['add', '-', ...mirror], { stdin: containerd });
    expect(value).toMatchObject({
      written: false,
      changes: [
        { registry: 'docker.io', action: 'added', mirror: { url: 'https://a.example' } },
        { registry: '*', action: 'kept', line: 3 },
      ],
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'containerd/entry-hides-star', line: 2, column: 1 }),
      ]),
    });
  });

  test('that was written, with a notice', async () => {
    const folder = await temporaryFolder();
    const value = await report(['add', 'registries.conf', ...mirror.slice(0, 2), '--write'], {
      folder,
    });
    expectValid('plan', value);
    expect(value).toMatchObject({
      file: 'registries.conf',
      written: true,
      notices: [{ code: 'file/created' }],
    });
  });
});

test('a list', async () => {
  const value = await report(['list', '-'], { stdin: containerd });
  expectValid('list', value);
  expect(value).toMatchObject({
    format: 'containerd',
    registries: [{ registry: '*', mirrors: [{ url: 'https://s.example' }], line: 2, column: 1 }],
  });
});

test('a conversion', async () => {
  const folder = await temporaryFolder();
  const argv = ['convert', '-', '--to', 'hosts', '--into', '.', '--diff'];
  const value = await report(argv, { stdin: containerd, folder });
  expectValid('convert', value);
  expect(value).toMatchObject({
    from: 'containerd',
    to: 'hosts',
    changed: true,
    written: false,
    files: [{ path: 'certs.d/_default/hosts.toml' }],
  });
});

describe('an error', () => {
  test.each<[readonly string[], string]>([
    [['add', '-', ...mirror], 'a = = 1'],
    [['add', '-', '-m', 'x'], ''],
    [['list', 'nowhere'], ''],
    [['add', '--nope'], ''],
    [['convert', '-', '--to', 'registries'], containerd],
  ])('of %j', async (argv, stdin) => {
    expectValid('error', await report(argv, { stdin }));
  });

  test('names file, line and column, and null where there is none', async () => {
    expect(await report(['list', '-'], { stdin: 'a = 1\nb = = 1\n' })).toMatchObject({
      error: { code: 'toml/syntax', file: null, line: 2, column: 5, diagnostics: [{ line: 2 }] },
    });
    expect(await report(['list', 'nowhere'], {})).toMatchObject({
      error: { code: 'file/not-found', file: 'nowhere', line: null, column: null, diagnostics: [] },
    });
  });
});
