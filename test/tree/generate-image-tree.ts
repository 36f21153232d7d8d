// Whole machines with Podman or CRI-O: registries.conf of the system and of the user, with drop-ins,
// and mirrors to ask for. Now and then something is wrong with them.
import type fc from 'fast-check';
import { type Choices, chosen } from '../support/generate.ts';
import { MIRRORS } from '../support/generate-mirrors.ts';
import { spell } from '../support/generate-toml.ts';
import { accepts } from '../support/judge.ts';
import { type Tree, tree, type Value } from '../support/tree.ts';
import type { Machine } from './plan-laws.ts';

const TARGETS = ['podman@5.4', 'podman', 'podman@4.0', 'cri-o@1.30', 'podman@4.4'] as const;

export const PREFIXES = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'docker.io/group',
  'reg.example:8443',
  'reg.example',
  '*.example',
  'quay.io/group/app',
] as const;

const LOCATIONS = [
  'old.example',
  'hub.example.net',
  'm.example/proxy',
  'docker.io/group',
  'cache:8443',
  'localhost:5055',
  'quay.io',
  '10.0.0.1:5000',
  'old.example/',
] as const;

const SYSTEM = '/etc/containers/registries.conf';

export const imageMachines: fc.Arbitrary<Machine> = chosen(imageMachineOf).filter(
  ({ tree: files }) => Object.values(files).every(accepts),
);

function imageMachineOf(choices: Choices): Machine {
  const files: Record<string, string> = {};
  const links: Record<string, string> = {};
  if (!choices.rarely(4)) {
    const path = choices.rarely(12) ? '/opt/registries.conf' : SYSTEM;
    if (path !== SYSTEM) links[SYSTEM] = path;
    files[path] = choices.rarely(15) ? VERSION_1 : spell(choices, confOf(choices));
  }
  addDropIns(choices, files, links, `${SYSTEM}.d`);
  const own = '/root/.config/containers/registries.conf';
  if (choices.rarely(6)) files[own] = spell(choices, confOf(choices));
  if (choices.rarely(6)) addDropIns(choices, files, links, `${own}.d`);
  return {
    tree: files,
    mirrors: askedFor(choices),
    options: { target: choices.pick(TARGETS), links, home: '/root' },
  };
}

const VERSION_1 = '[registries.search]\nregistries = ["docker.io"]\n';

function addDropIns(
  choices: Choices,
  files: Record<string, string>,
  links: Record<string, string>,
  folder: string,
): void {
  for (const name of choices.some(['10-a.conf', '50-mirrors.conf', '99-z.conf', 'note.txt'])) {
    if (name === 'note.txt') files[`${folder}/${name}`] = '# no drop-in\n';
    else if (choices.rarely(10)) {
      files[`/opt/${name}`] = spell(choices, confOf(choices));
      links[`${folder}/${name}`] = `/opt/${name}`;
    } else files[`${folder}/${name}`] = spell(choices, confOf(choices));
  }
}

function confOf(choices: Choices): Tree {
  const root = new Map<string, Value>();
  if (choices.rarely(3)) root.set('unqualified-search-registries', ['docker.io']);
  const prefixes = choices.some(PREFIXES).slice(0, 3);
  if (prefixes.length > 0)
    root.set(
      'registry',
      prefixes.map((each) => registryOf(choices, each)),
    );
  return root;
}

function registryOf(choices: Choices, prefix: string): Tree {
  const entry = new Map<string, Value>([['prefix', prefix]]);
  const plain = !prefix.startsWith('*');
  if (plain) entry.set('location', choices.rarely(4) ? 'up.example' : prefix);
  if (plain && choices.rarely(4)) entry.delete('prefix');
  if (!plain && choices.rarely(3)) entry.set('location', 'up.example');
  if (choices.rarely(8)) entry.set('insecure', true);
  if (choices.rarely(12)) entry.set('blocked', true);
  const digestsOnly = choices.rarely(8);
  if (digestsOnly) entry.set('mirror-by-digest-only', true);
  const list = choices.some(LOCATIONS).slice(0, 3);
  const mirrors = list.map((location) => mirrorOf(choices, location, digestsOnly));
  if (mirrors.length > 0) entry.set('mirror', mirrors);
  return entry;
}

function mirrorOf(choices: Choices, location: string, digestsOnly: boolean): Tree {
  const mirror = new Map<string, Value>([['location', location]]);
  if (choices.rarely(5)) mirror.set('insecure', true);
  if (!digestsOnly && choices.rarely(6))
    mirror.set('pull-from-mirror', choices.pick(['digest-only', 'tag-only', 'all']));
  return tree([...mirror]);
}

function askedFor(choices: Choices): Machine['mirrors'] {
  const names = choices.some(PREFIXES).slice(0, 2);
  const picked = names.length > 0 ? names : [choices.pick(PREFIXES)];
  return Object.fromEntries(
    picked.map((name) => {
      const first = choices.pick(MIRRORS).url;
      const more = choices.rarely(3) ? [choices.pick(MIRRORS).url] : [];
      const digests = choices.rarely(8)
        ? [{ url: 'https://digest.example', capabilities: ['pull'] as const }]
        : [];
      return [name, [first, ...more, ...digests]];
    }),
  );
}
