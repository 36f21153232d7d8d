// `mirrorconf set`
import { setMirrors } from '../../index.ts';
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

type SetFlags = FormatFlags & DeliveryFlags & MirrorFlags;

export const declareSet: Declaration = (command, { host, action }) => {
  command
    .summary('give registries exactly these mirrors')
    .description(
      'Give each named registry exactly the named mirrors, in that order. Registries that are not named stay as they are. Prints the new text, unless told otherwise.',
    );
  takeFile(command);
  takeMirrors(command, 'REGISTRY=URL', 'a mirror of a registry; may be repeated, order counts');
  takeFormat(command);
  takeTarget(command, 'FILE');
  takeDelivery(command, 'replace FILE, or create it; write nothing if nothing changes');
  command.addHelpText(
    'after',
    `
In the file of --mirrors an empty list takes all mirrors of its registry away.`,
  );
  command.action(
    action(async (file: string | undefined, flags: SetFlags) => {
      const mirrors = await askedMirrors(flags, host);
      return changeFile(
        { command: 'set', file, flags, creates: true },
        (text, options) => setMirrors(text, mirrors, options),
        host,
      );
    }),
  );
};
