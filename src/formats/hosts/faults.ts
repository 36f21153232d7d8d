// What is wrong with the settings of one host, or of the server, so that containerd throws the whole
// file away (engines.md B.2, B.5).
import { isDuration } from '../../go/duration.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { isTextList } from '../shared.ts';
import { shown } from '../shown.ts';
import { readsDialTimeout, readsReferrers, settingName } from './release.ts';

/** A fault of the setting that a table has under `name`. */
export interface SettingFault {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export const DISCARDED =
  'containerd passes over the whole file then and goes straight to the registry';

/** The faults of a table's settings. */
export function settingFaults(table: TomlTable, file: OpenFile): readonly SettingFault[] {
  const checks = { ...CHECKS, ...(readsDialTimeout(file) === false ? {} : TIMEOUT_CHECK) };
  return Object.entries(checks).flatMap(([key, check]) => {
    const name = settingName(table, key, file);
    const value = name === undefined ? undefined : table[name];
    if (name === undefined || value === undefined) return [];
    const fault = check(value, file);
    return fault ? [{ name, ...fault }] : [];
  });
}

type Fault = Omit<SettingFault, 'name'>;
type Check = (value: TomlValue, file: OpenFile) => Fault | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  capabilities: capabilitiesFault,
  ca: (value) => (isPathList(value) ? undefined : wrongType('ca', 'a file or a list of files')),
  client: clientFault,
  skip_verify: (value) => booleanFault('skip_verify', value),
  override_path: (value) => booleanFault('override_path', value),
  header: headerFault,
};

const TIMEOUT_CHECK: Readonly<Record<string, Check>> = { dial_timeout: timeoutFault };

export function wrongType(name: string, wanted: string): Fault {
  return {
    code: 'hosts/wrong-type',
    message: `"${name}" must be ${wanted}: ${DISCARDED}.`,
  };
}

function capabilitiesFault(value: TomlValue, file: OpenFile): Fault | undefined {
  if (!isTextList(value)) return wrongType('capabilities', 'a list such as ["pull", "resolve"]');
  for (const name of value) {
    const known = name.toLowerCase();
    if (['pull', 'resolve', 'push'].includes(known)) continue;
    if (known !== 'referrers') {
      return {
        code: 'hosts/unknown-capability',
        message: `containerd knows no capability ${shown(name, 'name')}: it passes over the whole file then and goes straight to the registry. Use "pull", "resolve" and "push".`,
      };
    }
    if (readsReferrers(file) === false) {
      return {
        code: 'hosts/referrers-too-old',
        message: `${file.target?.text} does not know the capability "referrers", which came with 2.2: ${DISCARDED}. Take it out.`,
      };
    }
  }
  return undefined;
}

function clientFault(value: TomlValue): Fault | undefined {
  if (typeof value === 'string') return undefined;
  const wanted = 'a file, a list of files, or a list of pairs of certificate and key file';
  if (!Array.isArray(value)) return wrongType('client', wanted);
  for (const item of value) {
    if (typeof item === 'string') continue;
    if (!isTextList(item)) return wrongType('client', wanted);
    if (item.length !== 2) {
      return {
        code: 'hosts/client-pair',
        message: `An item of "client" is one file or a pair, and not ${item.length} files in a list: ${DISCARDED}.`,
      };
    }
  }
  return undefined;
}

function booleanFault(name: string, value: TomlValue): Fault | undefined {
  return typeof value === 'boolean' ? undefined : wrongType(name, 'true or false without quotes');
}

function headerFault(value: TomlValue): Fault | undefined {
  const isHeader = isTable(value) && Object.values(value).every(isPathList);
  return isHeader ? undefined : wrongType('header', 'a table of strings or lists of strings');
}

function timeoutFault(value: TomlValue): Fault | undefined {
  if (value === '' || (typeof value === 'string' && isDuration(value))) return undefined;
  return {
    code: 'hosts/dial-timeout',
    message:
      'dial_timeout is no duration: containerd 2.0.7 and later pass over the whole file then and go straight to the registry. Write it with a unit in quotes, such as "5s".',
  };
}

function isPathList(value: TomlValue): boolean {
  return typeof value === 'string' || isTextList(value);
}
