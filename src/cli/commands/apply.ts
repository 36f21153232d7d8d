// `mirrorconf apply`
import { Option } from 'commander';
import { planMirrors } from '../../index.ts';
import type { Declaration } from '../context.ts';
import { type MirrorFlags, takeMirrors } from '../flags.ts';
import { askedMirrors } from '../mirror-arguments.ts';
import { deliverTree, type TreeDeliveryFlags } from '../tree/deliver.ts';
import { readMachine, type TreeFlags, takeMachine, takeTreeDelivery } from '../tree/flags.ts';

type ApplyFlags = TreeFlags &
  MirrorFlags &
  TreeDeliveryFlags & { readonly style?: 'hosts' | 'mirrors' };

export const declareApply: Declaration = (command, { host, action }) => {
  command
    .summary('put mirrors where the engine of this machine will use them')
    .description(
      'Put mirrors where the engine of this machine and its release will use them, with the least change, and check by what explain says that they are tried first. Prints what would change, unless told otherwise.',
    );
  takeMirrors(command, 'REGISTRY=URL', 'a mirror of a registry; may be repeated, order counts');
  takeMachine(command);
  command.addOption(
    new Option(
      '--style <STYLE>',
      'how a new configuration of containerd says it (default: hosts)',
    ).choices(['hosts', 'mirrors']),
  );
  takeTreeDelivery(command);
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf apply -m docker.io=https://hub.example.net --target containerd@2.1.9
  mirrorconf apply --mirrors mirrors.json --target podman@5.4 --write`,
  );
  command.action(
    action(async (flags: ApplyFlags) => {
      const mirrors = await askedMirrors(flags, host);
      const machine = await readMachine(flags, host);
      const style = flags.style === undefined ? {} : { style: flags.style };
      const plan = planMirrors(machine.tree.files, mirrors, { ...machine.options, ...style });
      return deliverTree('apply', plan, machine, flags, host);
    }),
  );
};
