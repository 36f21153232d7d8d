// `mirrorconf remove`
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
import { askedSelections } from '../mirror-arguments.ts';
import { removeAll } from '../remove-all.ts';

type RemoveFlags = FormatFlags & DeliveryFlags & MirrorFlags;

export const declareRemove: Declaration = (command, { host, action }) => {
  command
    .summary('take mirrors out of a file')
    .description(
      'Take mirrors out of a file, and disturb nothing else in it. A mirror that is not there is not missed. Prints the new text, unless told otherwise.',
    );
  takeFile(command);
  takeMirrors(
    command,
    'WHICH',
    'REGISTRY=URL: this mirror of this registry; REGISTRY: all of its mirrors; URL: this mirror of every registry; may be repeated',
  );
  takeFormat(command);
  takeTarget(command, 'FILE');
  takeDelivery(command, 'replace FILE; write nothing if nothing changes');
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf remove config.toml -m docker.io=https://hub.example.net --diff
  mirrorconf remove config.toml -m ghcr.io -m https://old.example.net --write`,
  );
  command.action(
    action(async (file: string | undefined, flags: RemoveFlags) => {
      const selections = await askedSelections(flags, host);
      return changeFile(
        { command: 'remove', file, flags, creates: false },
        (text, options) => removeAll(text, selections, options),
        host,
      );
    }),
  );
};
