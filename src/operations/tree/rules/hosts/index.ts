// The rules that look at the folders of hosts.toml files, and at what lies beside them.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { certificatesShadowed } from './certificates-shadowed.ts';
import { emptyFolder } from './empty-folder.ts';
import { folderHidden } from './folder-hidden.ts';
import { folderOfNoRegistry } from './folder-of-no-registry.ts';
import { folderUpperCase } from './folder-upper-case.ts';
import { hubAliasFolder } from './hub-alias-folder.ts';
import { missingCertificate } from './missing-certificate.ts';
import { notAFolder } from './not-a-folder.ts';
import { portFolderForm } from './port-folder-form.ts';
import { wrongFileName } from './wrong-file-name.ts';

export const hostsTreeRules: readonly TreeRule<ContainerdMachine>[] = [
  notAFolder,
  missingCertificate,
  certificatesShadowed,
  wrongFileName,
  hubAliasFolder,
  folderUpperCase,
  portFolderForm,
  folderOfNoRegistry,
  folderHidden,
  emptyFolder,
];
