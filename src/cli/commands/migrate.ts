// `mirrorconf migrate`
import { migrateToHosts } from '../../index.ts';
import type { Declaration } from '../context.ts';
import { deliverTree, type TreeDeliveryFlags } from '../tree/deliver.ts';
import { readMachine, type TreeFlags, takeMachine, takeTreeDelivery } from '../tree/flags.ts';

export const declareMigrate: Declaration = (command, { host, action }) => {
  command
    .summary('move inline mirrors of containerd into hosts.toml files')
    .description(
      'Move registry.mirrors and configs.*.tls of containerd into hosts.toml files, such that the requests stay the same. Prints what would change, unless told otherwise.',
    );
  takeMachine(command);
  takeTreeDelivery(command);
  command.action(
    action(async (flags: TreeFlags & TreeDeliveryFlags) => {
      const machine = await readMachine(flags, host);
      const plan = migrateToHosts(machine.tree.files, machine.options);
      return deliverTree('migrate', plan, machine, flags, host);
    }),
  );
};
