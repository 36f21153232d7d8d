// `[registry.docker.io]`.
import { isTable, type Node, nodeAt, nodeRange, type TomlTable } from '../../../toml/index.ts';
import { joining } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { hostTables, isTableOfSettings, SETTINGS } from '../facts.ts';
import { tableOf } from '../settings.ts';
import { namesMirrors, settingMeant } from './unknown-key.ts';
import { isSound } from './wrong-type.ts';

export const unquotedHost: Rule = {
  code: 'buildkitd/unquoted-host',
  severity: 'error',
  title: 'A host is not in quotes',
  effect:
    'Without quotes the dots split the name: `[registry.docker.io]` is a host `docker` with a table `io` in it, which BuildKit passes over without a word.',
  remedy: 'Put the host in quotes: `[registry."docker.io"]`.',
  source: 'engines.md D, K10, BK05',
  bad: {
    text: `[registry.docker.io]
  mirrors = ["hub.example.net"]
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
  check: (file) =>
    hostTables(file).flatMap(({ name, node, data }) => {
      if (SETTINGS.some((key) => Object.hasOwn(data, key))) return [];
      const ends = settingsBelow(node, data, [name]);
      const taken = ends.some(({ names }) => tableOf(names.join('.'), file));
      const sound = ends.every((end) => isSound(end.data));
      const nodes = ends.map((end) => end.node);
      const fixes = taken ? [] : joining('Put the host in quotes', sound, node, nodes);
      return ends.map(({ node: end, names, data: settings }) => ({
        range: nodeRange(end),
        // A mirror is asked all the same when only its settings are lost.
        ...(!namesMirrors(settings) && { severity: 'warning' as const }),
        message: `Without quotes "${name}" is the host and the rest of the name tables in it, which BuildKit passes over. Write [registry."${names.join('.')}"].`,
        fixes,
      }));
    }),
};

interface End {
  readonly node: Node;
  readonly names: readonly string[];
  readonly data: TomlTable;
}

/** The tables with settings at the ends of the names that dots split. */
function settingsBelow(node: Node, data: TomlTable, names: readonly string[]): readonly End[] {
  if (names.length > 8) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const below = nodeAt(node, [key]);
    if (!below || !isTable(value) || !/^[A-Za-z0-9_-]+$/.test(key)) return [];
    const path = [...names, key];
    return isTableOfSettings(value) || Object.keys(value).some(settingMeant)
      ? [{ node: below, names: path, data: value }]
      : settingsBelow(below, value, path);
  });
}
