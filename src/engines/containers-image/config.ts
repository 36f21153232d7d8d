// registries.conf and its drop-ins as one configuration (engines.md C.1, C.2, C.8, C.9, C.10).

import { SHORT_NAME_MODES, VERSION_1_TABLES } from '../../formats/registries/keys.ts';
import { isDomain } from '../../go/reference.ts';
import type { ParserName } from '../dialect.ts';
import type { FileSystem } from '../filesystem.ts';
import { fatal, isStop, type Stop } from '../outcome.ts';
import { type Data, field, type StringData, stringField, strings } from '../toml/data.ts';
import { readToml } from '../toml/read.ts';
import { fields, mismatch, type Shape } from '../toml/shape.ts';
import { aliasesOf, aliasFault, type ShortNames } from './aliases.ts';
import { type RegistryFiles, registryFiles } from './files.ts';
import { type Registry, readRegistries, readVersion1, trimLocation } from './registries.ts';
import type { ImageRules } from './versions.ts';

export interface ImageConfig extends ShortNames {
  /** By prefix, in the order of the prefixes. */
  readonly registries: readonly Registry[];
  /** Entries that another one of the same prefix has put out. */
  readonly replaced: readonly Replaced[];
  readonly files: RegistryFiles;
}

export interface Replaced {
  readonly registry: Registry;
  readonly reason: string;
}

interface FileConfig {
  readonly registries: readonly Registry[];
  readonly search: readonly StringData[] | undefined;
  readonly aliases: ReadonlyMap<string, StringData>;
}

const SAME_FILE = 'an earlier entry of the same file has the same prefix';
const STRINGS: Shape = { list: 'string' };
const V1_LIST: Shape = { struct: { registries: STRINGS } };
const ANY_CASE = 'any-case';

function fileShape(rules: ImageRules): Shape {
  const usage = rules('pullFromMirror') ? fields('string', 'pull-from-mirror') : {};
  const helper = rules('authHelper') ? fields('string', 'additional-layer-store-auth-helper') : {};
  const endpoint = { location: 'string', insecure: 'boolean', ...usage } as const;
  return {
    struct: {
      registry: {
        list: {
          struct: {
            prefix: 'string',
            ...endpoint,
            ...fields('boolean', 'blocked mirror-by-digest-only'),
            mirror: { list: { struct: endpoint } },
          },
        },
      },
      ...fields(STRINGS, 'unqualified-search-registries credential-helpers'),
      'short-name-mode': 'string',
      ...helper,
      aliases: { map: 'string' },
      registries: { struct: fields(V1_LIST, 'search insecure block') },
    },
  };
}

export function loadImageConfig(
  fs: FileSystem,
  home: string,
  parser: ParserName,
  rules: ImageRules,
): ImageConfig | Stop {
  const files = registryFiles(fs, home);
  const registries = new Map<string, Registry>();
  const aliases = new Map<string, StringData>();
  const replaced: Replaced[] = [];
  let searchRegistries: readonly StringData[] = [];
  for (const path of [files.main, ...files.dropIns]) {
    const isMain = path === files.main;
    const mayBeMissing = isMain || rules('danglingDropIns');
    if (mayBeMissing && fs.stat(path) === 'missing') continue;
    const file = readFile(fs, path, parser, rules, !isMain);
    if (isStop(file)) return file;
    const own = new Map<string, Registry>();
    for (const registry of file.registries) {
      const first = own.get(registry.prefix);
      if (first) replaced.push({ registry, reason: SAME_FILE });
      else own.set(registry.prefix, registry);
    }
    for (const [prefix, registry] of own) {
      const earlier = registries.get(prefix);
      if (earlier) replaced.push({ registry: earlier, reason: `replaced as a whole by ${path}` });
      registries.set(prefix, registry);
    }
    if (file.search) searchRegistries = file.search;
    for (const [name, value] of file.aliases) aliases.set(name, value);
  }
  const sorted = [...registries.values()].sort((a, b) => compare(a.prefix, b.prefix));
  return { registries: sorted, searchRegistries, aliases, replaced, files };
}

function readFile(
  fs: FileSystem,
  path: string,
  parser: ParserName,
  rules: ImageRules,
  isDropIn: boolean,
): FileConfig | Stop {
  const text = fs.read(path);
  if (text === undefined) return fatal(`${path} can't be read`);
  const read = readToml(text, path, parser);
  if ('message' in read) {
    return fatal(`the file is not loaded: ${read.message}`, { path, offset: read.offset });
  }
  const { root } = read;
  const wrong = mismatch(root, fileShape(rules), ANY_CASE);
  if (wrong) return fatal(wrong.message, wrong.origin);
  const v1 = isVersion1(root, rules);
  if (v1 && isDropIn)
    return fatal('a drop-in must be in version 2 of the format, not 1', v1.origin);
  if (v1 && isVersion2(root, rules))
    return fatal('mixing version 1 and 2 is not supported', v1.origin);
  const registries = v1 ? readVersion1(root) : readRegistries(root, rules);
  if (isStop(registries)) return registries;
  const owner = v1 ? field(field(root, 'registries', ANY_CASE), 'search', ANY_CASE) : root;
  const list = field(owner, v1 ? 'registries' : 'unqualified-search-registries', ANY_CASE);
  const fault =
    searchFault(strings(list)) ?? modeFault(root) ?? wildcardFault(registries) ?? aliasFault(root);
  if (fault) return fault;
  return { registries, search: list && strings(list), aliases: aliasesOf(root) };
}

/** The first list that makes a file version 1 (C.8). */
function isVersion1(root: Data, rules: ImageRules): Data | undefined {
  const lists = field(root, 'registries', ANY_CASE);
  return VERSION_1_TABLES.map((name) =>
    field(field(lists, name, ANY_CASE), 'registries', ANY_CASE),
  ).find((list) => counts(list, rules));
}

function isVersion2(root: Data, rules: ImageRules): boolean {
  const names = ['registry', 'unqualified-search-registries', 'credential-helpers', 'aliases'];
  const words = [
    'short-name-mode',
    ...(rules('authHelper') ? ['additional-layer-store-auth-helper'] : []),
  ];
  return (
    names.some((name) => counts(field(root, name, ANY_CASE), rules)) ||
    words.some((name) => (stringField(root, name, ANY_CASE)?.value ?? '') !== '')
  );
}

function counts(value: Data | undefined, rules: ImageRules): boolean {
  if (value?.kind === 'list') return value.items.length > 0 || rules('emptyListsCount');
  if (value?.kind === 'table') return value.entries.size > 0 || rules('emptyListsCount');
  return false;
}

function searchFault(list: readonly StringData[]): Stop | undefined {
  for (const item of list) {
    const trimmed = trimLocation(item);
    if (typeof trimmed === 'object') return trimmed;
    if (!isDomain(trimmed)) return fatal(`"${item.value}" is no registry to search`, item.origin);
  }
  return undefined;
}

function modeFault(root: Data): Stop | undefined {
  const mode = field(root, 'short-name-mode', ANY_CASE);
  if (mode?.kind !== 'string') return undefined;
  if (SHORT_NAME_MODES.includes(mode.value)) return undefined;
  return fatal(`invalid short-name mode: "${mode.value}"`, mode.origin);
}

function wildcardFault(registries: readonly Registry[]): Stop | undefined {
  const bad = registries.find(({ prefix }) => prefix.startsWith('*.') && /[/@:]/.test(prefix));
  return bad && fatal(`the wildcard prefix "${bad.prefix}" must be like *.example.com`, bad.origin);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
