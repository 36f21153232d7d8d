// `mirror = ["hub.example.net"]`.
import type { Fix } from '../../../model/diagnostic.ts';
import { child, isTable, keyRange, type TomlTable, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { type HostTable, hasMirrors, hostTables, SETTINGS, settingOf } from '../facts.ts';

/** What other engines call the setting. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  endpoint: 'mirrors',
  endpoints: 'mirrors',
  location: 'mirrors',
  skip_verify: 'insecure',
  plain_http: 'http',
};

export const unknownKey: Rule = {
  code: 'buildkitd/unknown-key',
  severity: 'error',
  title: 'A setting has a name that BuildKit does not know',
  effect:
    'BuildKit passes over unknown names without a word. A registry whose mirrors stand under `mirror` or `endpoint` has none.',
  remedy: 'Write the name that BuildKit knows: `mirrors`, `http`, `insecure`, `ca`, `keypair`.',
  source: 'engines.md D, K7, BK07',
  bad: {
    text: `[registry."docker.io"]
  mirror = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  check: (file) => [
    ...misspeltRegistry(file),
    ...hostTables(file).flatMap((table) => unknown(table, file)),
  ],
};

/** A table of hosts under a name that is nearly `registry`. */
function misspeltRegistry({ document, data }: OpenFile): readonly Fault[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const node = child(document.root, name);
    const plural = name.toLowerCase() === 'registries';
    const near = name !== 'registry' && (plural || nearest(name, ['registry']));
    if (!node || !near || !isTable(value) || !Object.values(value).some(isHosts)) return [];
    const taken = Object.hasOwn(data, 'registry');
    return [
      {
        range: keyRange(node),
        message: `BuildKit looks for hosts in "registry" and passes over ${shown(name, 'name')}: nothing below it is used. Write [registry."docker.io"].`,
        ...(!leadsToMirrors(value, 0) && { severity: 'warning' as const }),
        ...(!taken && { fixes: renaming('Write "registry"', false, node, 'registry') }),
      },
    ];
  });
}

function unknown(table: HostTable, file: OpenFile): readonly Fault[] {
  return Object.entries(table.data).flatMap(([name, value]) => {
    const node = child(table.node, name);
    if (!node || SETTINGS.includes(name.toLowerCase()) || isTable(value)) return [];
    const other = settingMeant(name);
    const advice = other === undefined ? 'Take it out.' : `Did you mean "${other}"?`;
    const loses =
      (other === 'mirrors' && !hasMirrors(table, file)) ||
      (Array.isArray(value) && namesMirrors(value));
    return [
      {
        range: keyRange(node),
        message: `BuildKit knows no setting ${shown(name, 'name')} of a host and passes over it without a word. ${advice}`,
        ...(!loses && { severity: 'warning' }),
        ...(other !== undefined && { fixes: renamed(table, name, other, file) }),
      },
    ];
  });
}

/** Names without quotes make tables of their own: `docker.io` two. */
function leadsToMirrors(table: TomlTable, depth: number): boolean {
  return Object.values(table).some(
    (value) =>
      namesMirrors(value) ||
      (isTable(value) && depth < DEEPEST_NAME && leadsToMirrors(value, depth + 1)),
  );
}

const DEEPEST_NAME = 5;

function isHosts(value: TomlValue): boolean {
  return isTable(value) || (Array.isArray(value) && value.some(isTable));
}

/** Whether a table has mirrors, under their name or one that is probably meant for it. */
export function namesMirrors(value: TomlValue): boolean {
  if (Array.isArray(value)) return value.some(namesMirrors);
  return isTable(value) && Object.keys(value).some((name) => settingMeant(name) === 'mirrors');
}

/** The setting that a name is probably for. */
export function settingMeant(name: string): string | undefined {
  return ELSEWHERE[name.toLowerCase().replace(/-/g, '_')] ?? nearest(name, SETTINGS);
}

/** Safe for a list under nearly the right name; what other engines mean differs in its spelling. */
function renamed(table: HostTable, name: string, other: string, file: OpenFile): readonly Fix[] {
  const node = child(table.node, name);
  const value = table.data[name];
  if (!node || settingOf(table, other, file)) return [];
  const fits =
    Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
  const safe = other === 'mirrors' && nearest(name, SETTINGS) === other && fits;
  return renaming(`Write "${other}"`, safe, node, other);
}
