// Knows how to get packages of one Debian suite, and all that they need, without installing any and
// without a look at what is installed. It does not know what is in them.

import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export type Suite = 'bookworm' | 'trixie' | 'sid';

export interface Apt {
  /** The packages that installing these would install; rejects when the suite cannot give them now. */
  resolve(names: readonly string[]): Promise<readonly string[]>;
  /** The paths of the packages' archives. */
  download(names: readonly string[]): Promise<readonly string[]>;
}

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Keeps all its state in the folder. The address is the one that this machine's own apt uses. */
export async function openSuite(folder: string, suite: Suite): Promise<Apt> {
  for (const name of ['lists/partial', 'archives/partial', 'debs']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  const sources = join(folder, 'suite.list');
  await writeFile(sources, `deb [signed-by=${keyring}] ${await addressOf()} ${suite} main\n`);
  await writeFile(join(folder, 'status'), '');
  const settings = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::State::status=${join(folder, 'status')}`,
    `Dir::Cache=${folder}`,
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    'APT::Sandbox::User=root',
    'APT::Update::Error-Mode=any',
  ].flatMap((setting) => ['-o', setting]);
  const debs = join(folder, 'debs');
  const apt = async (...words: readonly string[]): Promise<string> => {
    const options = { cwd: debs, maxBuffer: 64 * 1024 * 1024, timeout: 240_000 };
    return (await run('apt-get', ['-qq', ...settings, ...words], options)).stdout;
  };
  await untilItWorks(() => apt('update'));
  return {
    async resolve(names) {
      const plan = await apt('install', '--simulate', '--no-install-recommends', ...names);
      return [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
    },
    async download(names) {
      await untilItWorks(() => apt('download', ...names));
      return (await readdir(debs)).map((file) => join(debs, file));
    },
  };
}

async function addressOf(): Promise<string> {
  const words = ['indextargets', '--format', '$(REPO_URI)', 'Identifier: Packages'];
  const address = (await run('apt-get', [...words, 'Label: Debian'])).stdout.split('\n')[0];
  if (!address) throw new Error('apt on this machine has no Debian source');
  return address;
}

// A mirror in the middle of its own update gives wrong hashes for some seconds, which apt itself
// does not try again.
async function untilItWorks(action: () => Promise<unknown>): Promise<void> {
  for (const pause of [2_000, 10_000]) {
    try {
      await action();
      return;
    } catch (error) {
      console.warn(`Once more in ${pause} ms: ${error instanceof Error ? error.message : error}`);
      await sleep(pause);
    }
  }
  await action();
}
