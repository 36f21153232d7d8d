// A file in registries.conf.d that is not read for its name or its folder.
import { detect } from '../../../../formats/detect.ts';
import { decode, openDocument } from '../../../../toml/index.ts';
import type { RegistriesMachine } from '../../registries-machine.ts';
import type { TreeRule } from '../tree-rule.ts';

const TEXT = `[[registry]]
  location = "docker.io"
[[registry.mirror]]
  location = "hub.example.net"
`;

export const dropInName: TreeRule<RegistriesMachine> = {
  code: 'registries/drop-in-name',
  severity: 'error',
  title: 'A file in registries.conf.d is not read',
  effect:
    'Every release reads the files of registries.conf.d whose names end in `.conf`, in small letters, and none of the folders in it. A link in place of registries.conf.d is not followed. What else lies there is passed over without a word.',
  remedy: 'Let the name end in `.conf`, directly in registries.conf.d.',
  source: 'engines.md C.1, S4c, S4j, RC41',
  bad: {
    target: 'podman@5.4',
    files: { '/etc/containers/registries.conf.d/50-mirrors.toml': TEXT },
  },
  good: {
    target: 'podman@5.4',
    files: { '/etc/containers/registries.conf.d/50-mirrors.conf': TEXT },
  },
  fix: 'none',
  check: ({ fs, paths }) =>
    paths.left
      .filter(({ path }) => path.includes('/registries.conf.d/'))
      .filter(({ path }) => !paths.hidden.includes(path))
      .filter(({ path }) => !SET_ASIDE.test(path) && isMeant(fs.read(path)))
      .map(({ path, reason }) => ({
        path,
        message: `This file has no effect: ${reason}. Let the name end in .conf, directly in registries.conf.d.`,
      })),
};

/** Names that package managers, editors and people give to what is not to be read. */
const SET_ASIDE =
  /(?:~|[._-](?:bak|backup|orig|old|save|saved|rpmsave|rpmnew|rpmorig|dpkg-\w+|ucf-\w+|disabled|disable|off|example|sample|template|tmp|swp|md|txt))$/i;

function isMeant(text: string | undefined): boolean {
  if (text === undefined || decode(text).fault) return false;
  return detect(openDocument(text), undefined) === 'registries';
}
