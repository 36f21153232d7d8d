// `mirrorconf lint`: exit codes, each report as people and programs get it, fixes on the disk.
import { promises } from 'node:fs';
import { link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { mirrorconf, schemaFolder, temporaryFolder } from './support.ts';

const golden = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/cli/lint/${name}`, import.meta.url));

const CONFIG = `version = 2

[plugins."io.containerd.grpc.v1.cri".registry]
\tconfig_path = "/etc/containerd/certs.d" # set by the image

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example/"]

[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example".auth]
  password = "hunter2"
`;

const FILES = {
  'nodes/containerd/config.toml': CONFIG,
  'nodes/broken.conf': 'unqualified-search-registries = [\n',
  'nodes/registries.conf': '[[registry]]\nlocation = "docker.io"\n',
  'nodes/site/config.toml': 'title = "not an engine’s"\n',
  'nodes/notes.txt': 'version = 2',
};

async function folder(files: Readonly<Record<string, string>> = FILES): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const LINT = ['lint', 'nodes', 'nodes/broken.conf', '--target', 'containerd@2.1.9'];
const ALONE = ['lint', 'nodes/containerd', '--target', 'containerd@2.1.9'];

describe('the report', () => {
  test.each(['text', 'json', 'github', 'gitlab', 'junit', 'sarif'])('as %s', async (format) => {
    const run = await mirrorconf([...ALONE, '--format', format], { folder: await folder() });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(1);
    expect(run.stdout).not.toContain('hunter2');
    await expect(run.stdout).toMatchFileSnapshot(golden(`report.${format}`));
  });

  test('has colour on a terminal', async () => {
    const surroundings = { folder: await folder(), terminal: true };
    expect((await mirrorconf(ALONE, surroundings)).stdout).toContain('\u001b[31m');
    const plain = { ...surroundings, environment: { NO_COLOR: '1' } };
    expect((await mirrorconf(ALONE, plain)).stdout).not.toContain('\u001b[');
  });

  test('as json is what its schema says', async () => {
    const schema = await readFile(join(schemaFolder, 'lint.json'), 'utf8');
    const validate = new Ajv({ strictTypes: false }).compile(JSON.parse(schema) as object);
    const run = await mirrorconf([...ALONE, '--format', 'json'], { folder: await folder() });
    validate(JSON.parse(run.stdout));
    expect(validate.errors).toBeNull();
  });

  test('as json is a refusal too', async () => {
    const run = await mirrorconf(['lint', 'none.toml', '--format', 'json']);
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'file/not-found' } });
  });

  test('shows no control of a file to the terminal, and no secret of a line', async () => {
    const files = {
      'a.toml': 'a = \u001b[31mred\n[host."https://a.example"]\n',
      'hosts.toml': 'server = "https://a.example" # \u009b31m\u202e\n',
      'b.toml': '[host."https://a.example".header]\nauthorization = [\n"Bearer hunter2\n',
    };
    const run = await mirrorconf(['lint', ...Object.keys(files), '--as', 'hosts'], {
      folder: await folder(files),
    });
    expect(run.stdout).toContain(' 1 | a = \ufffd[31mred\n   |     ^\n');
    expect(run.stdout).toContain('# \ufffd31m\ufffd\n');
    expect(run.stdout).toContain('"Bearer *******\n');
  });

  test('shows a long line once for each finding, in time that grows with it', async () => {
    const files = {
      'long.toml': `server = ["${'secret'.repeat(20_000)}"]\n`,
      'many.toml': `#${' mirrorconf-disable x'.repeat(5_000)}\nserver = "https://a.example"\n`,
    };
    const root = await folder(files);
    const began = performance.now();
    for (const name of Object.keys(files)) {
      await mirrorconf(['lint', name, '--as', 'hosts'], { folder: root });
    }
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  test('names a file as a repository does', async () => {
    const root = await folder({ 'nodes/a b.toml': 'a = \n' });
    const of = async (format: string, name: string): Promise<string> => {
      const argv = ['lint', name, '--as', 'hosts', '--format', format];
      return (await mirrorconf(argv, { folder: root })).stdout;
    };
    for (const format of ['github', 'gitlab', 'sarif']) {
      const plain = await of(format, 'nodes/a b.toml');
      expect(plain).toMatch(/nodes\/a( |%20)b\.toml/);
      expect(await of(format, './nodes/../nodes/a b.toml')).toBe(plain);
    }
  });

  test('as SARIF is what the types of SARIF 2.1.0 say', async () => {
    const { default: ts } = await import('typescript-json-schema');
    const types = fileURLToPath(
      new URL('../../node_modules/@types/sarif/index.d.ts', import.meta.url),
    );
    const program = ts.getProgramFromFiles([types], { strictNullChecks: true });
    const schema = ts.generateSchema(program, 'Log', {
      required: true,
      noExtraProps: true,
      ignoreErrors: true,
    });
    const validate = new Ajv({ strict: false }).compile(schema as object);
    const run = await mirrorconf([...ALONE, '--format', 'sarif'], { folder: await folder() });
    validate(JSON.parse(run.stdout));
    expect(validate.errors).toBeNull();
  }, 60_000);
});

describe('files and folders', () => {
  test('below a folder only engines’ files are read', async () => {
    const argv = ['lint', 'nodes', '--format', 'json'];
    const { stdout } = await mirrorconf(argv, { folder: await folder() });
    const { files } = JSON.parse(stdout) as { files: { file: string }[] };
    expect(files.map(({ file }) => file)).toEqual([
      'nodes/broken.conf',
      'nodes/containerd/config.toml',
      'nodes/registries.conf',
    ]);
  });

  test('below a folder other programs’ files are left alone, whatever they say', async () => {
    const root = await folder({
      'Cargo.toml': '[package]\nversion = "1.2.3"\n',
      'book.toml': 'version = "1.2.3"\n',
      'gradle/libs.versions.toml': '[plugins]\nkotlin = { id = "org.jetbrains.kotlin.jvm" }\n',
      '.cargo/config.toml': '[registry]\ndefault = "ours"\n',
      'netlify.toml': '[[plugins]]\npackage = "a"\n',
      'app.toml': '[server]\nport = 1\n',
      'site.conf': 'Header set x\n',
    });
    await writeFile(join(root, 'old.conf'), Buffer.from([0x61, 0xff]));
    await symlink('nowhere', join(root, 'link.toml'));
    const run = await mirrorconf(['lint', '.', '--fix'], { folder: root });
    expect(run).toEqual({ exitCode: 0, stdout: 'No findings in 0 files.\n', stderr: '' });
    await writeFile(join(root, 'hosts.toml'), Buffer.from([0x61, 0xff]));
    expect((await mirrorconf(['lint', '.'], { folder: root })).exitCode).toBe(2);
  });

  test('below a folder a file is known by what only an engine’s file says', async () => {
    const files = {
      'a.toml': '[plugins.cri]\n',
      'b.toml': 'disabled_plugins = []\n',
      'c.toml': 'server = "https://a.example"\n',
      'd.toml': '[host."https://a.example"]\n',
      'e.conf': 'registry = [{ location = "a.example" }]\n',
      'f.conf': 'short-name-mode = "enforcing"\n',
      'g.conf': '[registries.search]\nregistries = []\n',
      'h.toml': '[registry."docker.io"]\n',
      'i.toml': '[worker.oci]\n',
    };
    const argv = ['lint', '.', '--format', 'json'];
    const { stdout } = await mirrorconf(argv, { folder: await folder(files) });
    const report = JSON.parse(stdout) as { files: { file: string }[] };
    expect(report.files.map(({ file }) => file)).toEqual(Object.keys(files));
  });

  test('a file that is named twice is one file', async () => {
    const root = await folder();
    const argv = ['lint', 'nodes', './nodes/registries.conf', join(root, 'nodes/registries.conf')];
    expect((await mirrorconf(argv, { folder: root })).stdout).toBe(
      (await mirrorconf(argv.slice(0, 2), { folder: root })).stdout,
    );
  });

  test('a target of another engine is refused with the file that it does not read', async () => {
    const run = await mirrorconf(LINT, { folder: await folder() });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('nodes/registries.conf: error:');
  });

  test('a missing file and a file that is no UTF-8 end with 2', async () => {
    const root = await folder();
    await writeFile(join(root, 'bad.toml'), Buffer.from([0x61, 0xff]));
    expect((await mirrorconf(['lint', 'none.toml'], { folder: root })).exitCode).toBe(2);
    expect((await mirrorconf(['lint', 'bad.toml'], { folder: root })).stderr).toContain('offset 1');
  });

  test('standard input', async () => {
    const run = await mirrorconf(['lint', '-', '--as', 'registries'], { stdin: 'a = \n' });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('<stdin>:1:');
  });
});

describe('what counts', () => {
  const risky = { 'registries.conf': '[[registry]]\nlocation = "a.example"\ninsecure = true\n' };

  test('warnings count only beyond the number that is allowed', async () => {
    const root = await folder(risky);
    const code = async (...more: string[]): Promise<number> =>
      (await mirrorconf(['lint', 'registries.conf', ...more], { folder: root })).exitCode;
    expect(await code()).toBe(0);
    expect(await code('--max-warnings', '0')).toBe(1);
    expect(await code('--max-warnings', '99')).toBe(0);
    expect(await code('--max-warnings', 'few')).toBe(2);
    expect(await code('--rule', 'registries/insecure=error')).toBe(1);
    expect(await code('--rule', 'registries/insecure=off', '--max-warnings', '0')).toBe(0);
    expect(await code('--rule', 'registries/insecure')).toBe(2);
    expect(await code('--rule', 'registries/insecure=off=error')).toBe(2);
    expect(await code('--rule', 'registries/insecur=off')).toBe(2);
    expect(await code('--rule', 'lint/unused-silencing=off')).toBe(0);
  });
});

test('--fix writes what is safe and prints what is left', async () => {
  const root = await folder();
  const argv = ['lint', 'nodes/containerd', '--fix', '--target', 'containerd@2.1.9'];
  const run = await mirrorconf(argv, { folder: root });
  expect(run.exitCode).toBe(1);
  const text = await readFile(join(root, 'nodes/containerd/config.toml'), 'utf8');
  expect(text).toContain('endpoint = ["https://hub.example"]');
  expect(text).toContain('# set by the image');
  expect((await mirrorconf(argv, { folder: root })).stdout).toBe(run.stdout);
  const stdin = await mirrorconf(['lint', '-', '--fix', '--as', 'containerd'], { stdin: CONFIG });
  expect(stdin.exitCode).toBe(2);
});

describe.runIf(process.platform !== 'win32')('--fix', () => {
  const HOSTS = 'server = "https://docker.io"\n[host."https://a.example"]\n';

  test('of a file and a link to it writes it once', async () => {
    const root = await folder({ 'hosts.toml': HOSTS });
    await symlink('hosts.toml', join(root, 'link.toml'));
    const argv = ['lint', 'link.toml', 'hosts.toml', '--fix', '--as', 'hosts'];
    const run = await mirrorconf(argv, { folder: root });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(await readFile(join(root, 'link.toml'), 'utf8')).toContain('registry-1.docker.io');
  });

  test('writes all files or none', async () => {
    const root = await folder({ 'a/hosts.toml': HOSTS, 'b/hosts.toml': HOSTS });
    const run = await mirrorconf(['lint', '.', '--fix'], {
      folder: root,
      files: {
        rename: (from, to) =>
          String(to).includes('/b/')
            ? Promise.reject(Object.assign(new Error('no'), { code: 'EBUSY' }))
            : promises.rename(from, to),
      },
    });
    expect(run.exitCode).toBe(2);
    expect(await readFile(join(root, 'a/hosts.toml'), 'utf8')).toBe(HOSTS);
  });

  test('says which file has other names that keep the old text', async () => {
    const root = await folder({ 'a/hosts.toml': HOSTS, 'b/hosts.toml': HOSTS });
    await link(join(root, 'b/hosts.toml'), join(root, 'b/copy'));
    const { stderr } = await mirrorconf(['lint', '.', '--fix'], { folder: root });
    expect(stderr).toMatch(/^b\/hosts\.toml: warning: .*\[file\/hard-links\]\n$/);
  });
});
