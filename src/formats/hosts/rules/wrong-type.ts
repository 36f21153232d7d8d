// `skip_verify = "true"`, `capabilities = "pull"` and the like.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  child,
  children,
  dataAt,
  isTable,
  type Node,
  nodeData,
  nodeKind,
  nodeRange,
  type TomlTable,
  type TomlValue,
  valueRange,
} from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement, wrapping } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { withoutLater } from '../entries.ts';
import { faultsOf, type Setting, settingOf, settingsTable, settingsTables } from '../facts.ts';
import { wrongType as fault, settingFaults } from '../faults.ts';
import { isSecondGeneration, readsDialTimeout, settingName } from '../release.ts';

export const wrongType: Rule = {
  code: 'hosts/wrong-type',
  severity: 'error',
  title: 'A setting has a value of the wrong type',
  effect:
    'Every release fails to decode the file or to check its hosts, logs one line, passes over the whole file and goes straight to the registry. It never fails the pull.',
  remedy:
    'Write `capabilities` as a list, `skip_verify` and `override_path` without quotes, headers as strings or lists of strings, `server` as one string.',
  source: 'engines.md B.2, B.5, X8, B22, F12, HT12, HT34',
  blocks: true,
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = "pull"
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull"]
`,
  },
  check: (file) => [
    ...hostFaults(file),
    ...serverFaults(file),
    ...otherSpellings(file),
    ...faultsOf('hosts/wrong-type', file).map(({ message, setting }) => ({
      range: nodeRange(setting.node),
      message,
      fixes: fixesOf(setting),
    })),
  ],
};

/** `host` as anything that holds no hosts. */
function hostFaults({ document, data }: OpenFile): readonly Fault[] {
  const host = child(document.root, 'host');
  const value = dataAt(data, ['host']);
  if (!host || isTable(value) || (Array.isArray(value) && value.some(isTable))) return [];
  const { message } = fault('host', 'a table of hosts, written as [host."https://…"] headers');
  return [{ range: nodeRange(host), message }];
}

function serverFaults(file: OpenFile): readonly Fault[] {
  const server = settingOf(settingsTable(file), 'server', file);
  if (!server || typeof server.value === 'string') return [];
  const { message } = fault('server', 'one URL as a string');
  return [{ range: nodeRange(server.node), message }];
}

interface Wanted {
  readonly words: string;
  readonly fits: (value: TomlValue) => boolean;
}

const SWITCH: Wanted = {
  words: 'true or false without quotes',
  fits: (value) => typeof value === 'boolean',
};
const WANTED: Readonly<Record<string, Wanted>> = {
  capabilities: { words: 'a list such as ["pull", "resolve"]', fits: isTextList },
  skip_verify: SWITCH,
  override_path: SWITCH,
  header: { words: 'a table of strings or lists of strings', fits: isTable },
  server: { words: 'one URL as a string', fits: (value) => typeof value === 'string' },
};

const TIMEOUT: Wanted = {
  words: 'a duration in quotes, such as "5s"',
  fits: (value) => typeof value === 'string',
};

/** containerd 2 decodes a name in every spelling, also where another one counts in the end. */
function otherSpellings(file: OpenFile): readonly Fault[] {
  if (!isSecondGeneration(file)) return [];
  const others = settingsTables(file).flatMap(({ node, data }) =>
    misfits(node, data, file, (name) => name !== settingName(data, name.toLowerCase(), file)),
  );
  return [...others, ...hostsElsewhere(file)];
}

/**
 * Hosts below another spelling of `host`: all are one map. What is only decoded is not looked at any
 * further: the URLs are those below `host` itself.
 */
function hostsElsewhere(file: OpenFile): readonly Fault[] {
  const usual = child(file.document.root, 'host');
  return [...children(file.document.root)].flatMap(([name, node]) => {
    if (name === 'host' || name.toLowerCase() !== 'host' || !isTable(file.data[name])) return [];
    return [...children(node)].flatMap(([url, host]) => {
      const data = dataAt(file.data, [name, url]);
      if (!isTable(data)) return [];
      const wrong = misfits(host, data, file, () => true);
      if (wrong.length > 0 || !child(usual, url)) return wrong;
      return badSettings(host, withoutLater(data, url, host, file), file);
    });
  });
}

function badSettings(node: Node, data: TomlTable, file: OpenFile): readonly Fault[] {
  return settingFaults(data, file).map(({ name, message }) => ({
    range: nodeRange(child(node, name) ?? node),
    message,
  }));
}

function misfits(
  node: Node,
  data: TomlTable,
  file: OpenFile,
  counts: (name: string) => boolean,
): readonly Fault[] {
  const all = readsDialTimeout(file) ? { ...WANTED, dial_timeout: TIMEOUT } : WANTED;
  return Object.entries(data).flatMap(([name, value]) => {
    const own = child(node, name);
    const wanted = all[name.toLowerCase()];
    if (!own || !wanted || !counts(name) || wanted.fits(value)) return [];
    return [{ range: nodeRange(own), message: fault(name, wanted.words).message }];
  });
}

function fixesOf({ name, node, value }: Setting): readonly Fix[] {
  const key = name.toLowerCase();
  if (key === 'capabilities' && typeof value === 'string')
    return wrapping('Put it in brackets', node);
  if (typeof value === 'string' && /^(?:true|false)$/.test(value)) {
    return valueReplacement('Take the quotes off', false, node, value);
  }
  return key === 'header' && isTable(value) ? quoted(node) : [];
}

/** Numbers and booleans of headers as the strings that they were meant to be. */
function quoted(node: Setting['node']): readonly Fix[] {
  const edits = [...children(node).values()].flatMap((each) => {
    const range = valueRange(each);
    const data = nodeKind(each) === 'scalar' ? nodeData(each) : 'a list';
    if (!range || typeof data === 'string') return [];
    const text = node.document.text.slice(range.start, range.end);
    return [{ ...range, text: `"${text}"` }];
  });
  return edits.length === 0 ? [] : [{ title: 'Put it in quotes', safe: true, edits }];
}
