// `mirrorconf convert`
import { Option } from 'commander';
import type { Declaration } from '../context.ts';
import { convertFile } from '../convert-file.ts';
import { FORMATS, takeDelivery, takeFile, takeFormat, takeTarget } from '../flags.ts';

export const declareConvert: Declaration = (command, { host, action }) => {
  command
    .summary("write a file's mirrors in another format")
    .description(
      'Write the mirrors of a file as new files of another format, such that the engine makes the same requests. Reads FILE and leaves it as it is. Prints the new files, unless told otherwise.',
    );
  takeFile(command);
  command.addOption(
    new Option('--to <FORMAT>', 'the format of the new files')
      .choices(FORMATS)
      .makeOptionMandatory(),
  );
  takeFormat(command);
  takeTarget(command, 'the new files');
  command
    .option('--into <FOLDER>', 'the folder of the new files, such as /etc/containerd')
    .option('--lossy', 'leave out what the new format cannot express, instead of refusing');
  takeDelivery(command, 'write the new files; never over a file that says something else');
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf convert /etc/containerd/config.toml --to hosts
  mirrorconf convert config.toml --to hosts --into /etc/containerd --write`,
  );
  command.action(action((file, flags) => convertFile(file, flags, host)));
};
