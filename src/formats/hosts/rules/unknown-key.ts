// `skip-verify = true`.
import type { Fix } from '../../../model/diagnostic.ts';
import { child, isTable, keyRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { SETTINGS, type SettingsTable, settingOf, settingsTables } from '../facts.ts';
import { settingFaults } from '../faults.ts';
import { hasTables, isMisspelt } from './host-misspelt.ts';
import { isBare, isUnquoted } from './unquoted-host.ts';

/** What other tools call a setting that containerd calls otherwise. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  insecure: 'skip_verify',
  insecure_skip_verify: 'skip_verify',
  tls_verify: 'skip_verify',
};

export const unknownKey: Rule = {
  code: 'hosts/unknown-key',
  severity: 'warning',
  title: 'A setting has a name that containerd does not know',
  effect:
    'Every release passes over unknown names without a word: there is no strict mode for this file. The host is used as if the line were not there.',
  remedy: 'Write the name that containerd knows, or take the line out.',
  source: 'engines.md B.4, B.5, B10, HT35',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  override-path = false
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  override_path = false
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  override_path = false
`,
  },
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const known = table.host ? SETTINGS : [...SETTINGS, 'server', 'host'];
      return Object.entries(table.data).flatMap(([name, value]) => {
        const node = child(table.node, name);
        if (!node || known.includes(name.toLowerCase()) || saidElsewhere(name, value, table)) {
          return [];
        }
        const other = ELSEWHERE[name.toLowerCase().replace(/-/g, '_')] ?? nearest(name, known);
        const where = table.host ? 'of a host' : 'at the top of the file';
        const lost = isHostInHost(name, value, table);
        const advice = lost
          ? 'A host stands below another one here and is never tried: write it with a [host."…"] header of its own.'
          : other === undefined
            ? 'Take it out.'
            : `Did you mean "${other}"?`;
        return [
          {
            range: keyRange(node),
            message: `containerd knows no setting ${shown(name, 'name')} ${where} and passes over it without a word. ${advice}`,
            ...((lost || isForeign(value, table)) && { severity: 'error' }),
            ...(other !== undefined && {
              fixes: renamed(table, name, other, file),
            }),
          },
        ];
      });
    }),
};

/** What rules of their own speak of. */
function saidElsewhere(name: string, value: TomlValue, { host }: SettingsTable): boolean {
  if (host) return name === 'server' || (isTable(value) && isUnquoted(host) && isBare(name));
  return isMisspelt(name) && hasTables(value);
}

/** A host below another one, as dotted keys and members of `host` are when a header stands above. */
function isHostInHost(name: string, value: TomlValue, { host }: SettingsTable): boolean {
  if (!host || !isTable(value) || name === host.key) return false;
  return ((name === 'host' || isMisspelt(name)) && hasTables(value)) || /[.:/]/.test(name);
}

/**
 * Tables or URLs in a file without hosts: mirrors as another engine's file has them, of which none is
 * used.
 */
function isForeign(value: TomlValue, { host, data }: SettingsTable): boolean {
  if (host || hasTables(data['host'])) return false;
  const items = Array.isArray(value) ? value : [value];
  if (items.some((each) => typeof each === 'string' && /^https?:\/\//i.test(each))) return true;
  return items.some(isTable) && !Object.hasOwn(data, 'server');
}

/** Safe where only the separators differ, the value fits, and no check of certificates is lost. */
function renamed(
  table: SettingsTable,
  name: string,
  other: string,
  file: OpenFile,
): readonly Fix[] {
  const node = child(table.node, name);
  const value = table.data[name];
  if (!node || value === undefined || settingOf(table, other, file)) return [];
  if (settingFaults({ [other]: value }, file).length > 0 || other === 'host') return [];
  const sameLetters = name.replace(/[-_. ]/g, '').toLowerCase() === other.replace(/_/g, '');
  const safe = sameLetters && !['skip_verify', 'server', 'capabilities'].includes(other);
  return renaming(`Write "${other}"`, safe, node, other);
}
