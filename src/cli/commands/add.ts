// `mirrorconf add`
import { Option } from 'commander';
import { addMirrors } from '../../index.ts';
import { changeFile } from '../change-file.ts';
import type { Declaration } from '../context.ts';
import {
  type DeliveryFlags,
  type FormatFlags,
  type MirrorFlags,
  takeDelivery,
  takeFile,
  takeFormat,
  takeMirrors,
  takeTarget,
} from '../flags.ts';
import { askedMirrors } from '../mirror-arguments.ts';

type AddFlags = FormatFlags & DeliveryFlags & MirrorFlags & { readonly position: 'last' | 'first' };

export const declareAdd: Declaration = (command, { host, action }) => {
  command
    .summary('add mirrors to a file')
    .description(
      'Add mirrors to a file, and disturb nothing else in it. A mirror that is there already is kept as it is. Prints the new text, unless told otherwise.',
    );
  takeFile(command);
  takeMirrors(command, 'REGISTRY=URL', 'a mirror of a registry; may be repeated, order counts');
  takeFormat(command);
  takeTarget(command, 'FILE');
  command.addOption(
    new Option('--position <POSITION>', 'where to put mirrors among those that are there')
      .choices(['last', 'first'])
      .default('last'),
  );
  takeDelivery(command, 'replace FILE, or create it; write nothing if nothing changes');
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf add /etc/containerd/config.toml -m docker.io=https://hub.example.net --diff
  mirrorconf add /etc/containers/registries.conf.d/50-mirrors.conf --mirrors mirrors.json --write
  mirrorconf add /etc/buildkit/buildkitd.toml -m docker.io=https://hub.example.net --check`,
  );
  command.action(
    action(async (file: string | undefined, flags: AddFlags) => {
      const mirrors = await askedMirrors(flags, host);
      return changeFile(
        { command: 'add', file, flags, creates: true },
        (text, options) => addMirrors(text, mirrors, { ...options, position: flags.position }),
        host,
      );
    }),
  );
};
