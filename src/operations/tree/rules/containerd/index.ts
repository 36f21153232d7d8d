// The rules that look at all config files of containerd together.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { confDNotImported } from './conf.d-not-imported.ts';
import { configPathMissing } from './config-path-missing.ts';
import { hostsNotRead } from './hosts-not-read.ts';
import { importMissing } from './import-missing.ts';
import { importReplacesMirrors } from './import-replaces-mirrors.ts';
import { importReplacesPlugin } from './import-replaces-plugin.ts';
import { importVersionMix } from './import-version-mix.ts';
import { mirrorsAndConfigPath } from './mirrors-and-config-path.ts';
import { mirrorsWithoutConfigPath } from './mirrors-without-config-path.ts';
import { missingCertificate } from './missing-certificate.ts';

export const containerdTreeRules: readonly TreeRule<ContainerdMachine>[] = [
  mirrorsAndConfigPath,
  mirrorsWithoutConfigPath,
  hostsNotRead,
  configPathMissing,
  importMissing,
  importVersionMix,
  importReplacesPlugin,
  importReplacesMirrors,
  confDNotImported,
  missingCertificate,
];
