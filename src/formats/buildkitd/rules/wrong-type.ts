// `mirrors = "hub.example.net"` and `[registry."docker.io".keypair]`.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  isInline,
  isTable,
  nodeRange,
  type TomlTable,
  type TomlValue,
} from '../../../toml/index.ts';
import { valueReplacement, wrapping } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { hostTables, type Setting, settingOf } from '../facts.ts';

type Check = readonly [key: string, wanted: string, fits: (value: TomlValue) => boolean];

const CHECKS: readonly Check[] = [
  ['mirrors', 'an array of strings', isTextList],
  ['http', 'true or false without quotes', isBoolean],
  ['insecure', 'true or false without quotes', isBoolean],
  ['ca', 'an array of strings', isTextList],
  ['tlsconfigdir', 'an array of strings', isTextList],
  ['keypair', 'an array of tables with key and cert, written as [[…]]', isKeyPairs],
];

export const wrongType: Rule = {
  code: 'buildkitd/wrong-type',
  severity: 'error',
  title: 'A setting has a value of the wrong type',
  effect:
    'BuildKit refuses to start: with a string where an array belongs, `true` in quotes, or `[registry."…".keypair]` as a plain table.',
  remedy: 'Put strings in brackets, booleans without quotes, and write `[[registry."…".keypair]]`.',
  source: 'engines.md D, K8, K11b, K12, BK08',
  blocks: true,
  bad: {
    text: `[registry."docker.io"]
  mirrors = "hub.example.net"
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
    hostTables(file).flatMap((table) =>
      CHECKS.flatMap(([key, wanted, fits]) => {
        const setting = settingOf(table, key, file);
        if (!setting || fits(setting.value)) return [];
        return [
          {
            range: nodeRange(setting.node),
            message: `"${setting.name}" must be ${wanted}, or BuildKit does not start.`,
            fixes: fixesOf(setting, fits),
          },
        ];
      }),
    ),
};

/** Whether a table has nothing but settings in lower case, each of its type. */
export function isSound(data: TomlTable): boolean {
  return Object.entries(data).every(([name, value]) =>
    CHECKS.some(([key, , fits]) => key === name && fits(value)),
  );
}

function fixesOf({ node, value }: Setting, fits: (value: TomlValue) => boolean): readonly Fix[] {
  if (fits([value]))
    return isTable(value) && !isInline(node) ? doubled(node) : wrapping('Put it in brackets', node);
  if (typeof value === 'string' && /^(?:true|false)$/.test(value)) {
    return valueReplacement('Take the quotes off', false, node, value);
  }
  return [];
}

/** A second pair of brackets around the one header of a table. */
function doubled({ parts }: Setting['node']): readonly Fix[] {
  const [only, ...others] = parts;
  if (only?.kind !== 'section' || others.length > 0) return [];
  const { start, headerEnd } = only.section;
  const edits = [
    { start, end: start, text: '[' },
    { start: headerEnd, end: headerEnd, text: ']' },
  ];
  return [{ title: 'Write it with double brackets', safe: true, edits }];
}

function isBoolean(value: TomlValue): boolean {
  return typeof value === 'boolean';
}

function isKeyPairs(value: TomlValue): boolean {
  return Array.isArray(value) && value.every((item) => isTable(item) && isPair(item));
}

function isPair(pair: TomlTable): boolean {
  return ['key', 'cert'].every((name) => ['string', 'undefined'].includes(typeof pair[name]));
}
