// The rules that look at registries.conf and all drop-ins together.
import type { RegistriesMachine } from '../../registries-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { dropInName } from './drop-in-name.ts';
import { dropInReplacesEntry } from './drop-in-replaces-entry.ts';
import { mirrorBlockedElsewhere } from './mirror-blocked-elsewhere.ts';
import { userFileHidesSystem } from './user-file-hides-system.ts';
import { version1DropIn } from './version-1-drop-in.ts';

export const registriesTreeRules: readonly TreeRule<RegistriesMachine>[] = [
  dropInReplacesEntry,
  mirrorBlockedElsewhere,
  version1DropIn,
  dropInName,
  userFileHidesSystem,
];
