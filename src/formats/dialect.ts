// Which TOML parser each engine release has, and which disputed constructs each parser takes.
// Knows texts, not what is in them (engines.md A.11, B.7, C.11, D).
import { since } from '../model/since.ts';
import type { Release, Target } from '../model/target.ts';
import { type Construct, type ConstructName, findConstructs } from '../toml/index.ts';

/** A parser by the rules it has, named by its library and the first version with them. */
export type ParserName =
  | 'go-toml 1.9'
  | 'go-toml 2.0'
  | 'go-toml 2.4'
  | 'BurntSushi 1.0'
  | 'BurntSushi 1.3'
  | 'BurntSushi 1.6';

/**
 * `refused`: the whole file is; `taken`: as TOML says; `own`: taken, with a meaning of the parser's
 * own or against the specification.
 */
export type Verdict = 'taken' | 'refused' | 'own';

type Dialect = Readonly<Record<ConstructName, Verdict>>;

const TOML_1_0: Dialect = {
  'byte-order-mark': 'taken',
  'bare-carriage-return': 'refused',
  'control-character-in-comment': 'refused',
  'newline-in-inline-table': 'refused',
  'trailing-comma-in-inline-table': 'refused',
  'hexadecimal-escape': 'refused',
  'escape-for-escape': 'refused',
  'escaped-slash': 'refused',
  'time-without-seconds': 'refused',
  'date-without-time': 'taken',
  'day-beyond-month': 'refused',
  'integer-beyond-64-bits': 'refused',
  'escape-in-header-key': 'taken',
  'quote-in-header-key': 'taken',
  'bracket-in-header-key': 'taken',
  'blank-only-after-dot': 'taken',
  'tab-after-dot': 'taken',
  'key-after-header': 'refused',
};

const TOML_1_1: Dialect = {
  ...TOML_1_0,
  'newline-in-inline-table': 'taken',
  'trailing-comma-in-inline-table': 'taken',
  'hexadecimal-escape': 'taken',
  'escape-for-escape': 'taken',
  'time-without-seconds': 'taken',
};

/** go-toml 2 looks at a number or date when something wants it, and no setting of mirrors is one. */
const LAZY = { 'day-beyond-month': 'taken', 'integer-beyond-64-bits': 'taken' } as const;

/** What each parser does with each construct. */
export const DIALECTS: Readonly<Record<ParserName, Dialect>> = {
  'go-toml 1.9': {
    ...TOML_1_0,
    'bare-carriage-return': 'own',
    'control-character-in-comment': 'own',
    'newline-in-inline-table': 'taken',
    'escaped-slash': 'own',
    'date-without-time': 'refused',
    'integer-beyond-64-bits': 'taken',
    'escape-in-header-key': 'own',
    'quote-in-header-key': 'refused',
    'bracket-in-header-key': 'refused',
    'blank-only-after-dot': 'refused',
    'tab-after-dot': 'refused',
    'key-after-header': 'own',
  },
  'go-toml 2.0': {
    ...TOML_1_0,
    ...LAZY,
    'byte-order-mark': 'refused',
    'escape-for-escape': 'taken',
  },
  'go-toml 2.4': { ...TOML_1_1, ...LAZY, 'byte-order-mark': 'refused' },
  'BurntSushi 1.0': { ...TOML_1_0, 'byte-order-mark': 'refused' },
  'BurntSushi 1.3': TOML_1_0,
  'BurntSushi 1.6': TOML_1_1,
};

/**
 * The parser of a target's release; the newest release when the target names none.
 *
 * containerd 2.1.9 stands for the build that was measured, Debian's, which is linked against a newer
 * go-toml than the release itself vendors.
 */
export function parserOf(target: Target): ParserName {
  const { release } = target;
  if (target.family === 'containerd') return containerdParser(release);
  if (target.family === 'buildkit') {
    return since(release, '0.28')
      ? 'go-toml 2.0'
      : since(release, '0.10')
        ? 'go-toml 1.9'
        : 'BurntSushi 1.0';
  }
  if (since(release, '5.40')) return 'BurntSushi 1.6';
  return since(release, '5.26') ? 'BurntSushi 1.3' : 'BurntSushi 1.0';
}

/** The constructs of a text for which the parser refuses the whole file, in text order. */
export function refusedConstructs(text: string, parser: ParserName): readonly Construct[] {
  return findConstructs(text).filter((construct) => DIALECTS[parser][construct.name] === 'refused');
}

function containerdParser(release: Release | undefined): ParserName {
  if (!since(release, '2.0')) return 'go-toml 1.9';
  const debianBuild = release?.join('.') === '2.1.9';
  return debianBuild || since(release, '2.4') ? 'go-toml 2.4' : 'go-toml 2.0';
}
