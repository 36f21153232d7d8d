// Which TOML parser each engine release has, and which disputed constructs each parser takes.
// Knows texts, not what is in them (engines.md A.11, B.7, C.11, D).
import type { Release, Target } from '../model/target.ts';
import { since } from './since.ts';
import { type Construct, type ConstructName, findConstructs } from './toml/constructs.ts';

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

/** What each parser does with each construct. */
export const DIALECTS: Readonly<Record<ParserName, Readonly<Record<ConstructName, Verdict>>>> = {
  'go-toml 1.9': {
    'byte-order-mark': 'taken',
    'bare-carriage-return': 'own',
    'control-character-in-comment': 'own',
    'newline-in-inline-table': 'taken',
    'trailing-comma-in-inline-table': 'refused',
    'hexadecimal-escape': 'refused',
    'escape-for-escape': 'refused',
    'escaped-slash': 'own',
    'time-without-seconds': 'refused',
    'escape-in-header-key': 'own',
    'bracket-in-header-key': 'refused',
  },
  'go-toml 2.0': {
    'byte-order-mark': 'refused',
    'bare-carriage-return': 'refused',
    'control-character-in-comment': 'refused',
    'newline-in-inline-table': 'refused',
    'trailing-comma-in-inline-table': 'refused',
    'hexadecimal-escape': 'refused',
    'escape-for-escape': 'taken',
    'escaped-slash': 'refused',
    'time-without-seconds': 'refused',
    'escape-in-header-key': 'taken',
    'bracket-in-header-key': 'taken',
  },
  'go-toml 2.4': {
    'byte-order-mark': 'refused',
    'bare-carriage-return': 'refused',
    'control-character-in-comment': 'refused',
    'newline-in-inline-table': 'taken',
    'trailing-comma-in-inline-table': 'taken',
    'hexadecimal-escape': 'taken',
    'escape-for-escape': 'taken',
    'escaped-slash': 'refused',
    'time-without-seconds': 'taken',
    'escape-in-header-key': 'taken',
    'bracket-in-header-key': 'taken',
  },
  'BurntSushi 1.0': burntSushi('refused', 'refused'),
  'BurntSushi 1.3': burntSushi('taken', 'refused'),
  'BurntSushi 1.6': burntSushi('taken', 'taken'),
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

function burntSushi(mark: Verdict, toml11: Verdict): Readonly<Record<ConstructName, Verdict>> {
  return {
    'byte-order-mark': mark,
    'bare-carriage-return': 'refused',
    'control-character-in-comment': 'refused',
    'newline-in-inline-table': toml11,
    'trailing-comma-in-inline-table': toml11,
    'hexadecimal-escape': toml11,
    'escape-for-escape': toml11,
    'escaped-slash': 'refused',
    'time-without-seconds': toml11,
    'escape-in-header-key': 'taken',
    'bracket-in-header-key': 'taken',
  };
}
