// Foretells a pull: every request that an engine would make for an image, and where each comes from.

import type { PullQuestion } from '../engines/engine-pull.ts';
import { fileSystem } from '../engines/filesystem.ts';
import { PULLS } from '../engines/index.ts';
import { failureOf, placeOf } from '../engines/outcome.ts';
import { imageText, parseImage } from '../engines/reference.ts';
import { withoutCredentials } from '../formats/shared.ts';
import { shownWords } from '../formats/shown.ts';
import { parseTarget, type Target } from '../model/target.ts';
import type { ConfigTree, PullPlan, TreeOptions, UnusedEntry } from '../model/tree.ts';

/**
 * What the engine that `options.target` names would do with these files to pull an image: whether it
 * loads them, every request in order with the file and line it comes from, and which entries it
 * leaves out and why.
 *
 * Nothing is asked and nothing is read but the tree. Throws `target/unknown` and `image/invalid`;
 * faults of the files are in the result.
 */
export function explainPull(tree: ConfigTree, image: string, options: TreeOptions): PullPlan {
  const target = parseTarget(options.target);
  const grammar = target.family === 'containers-image' ? 'containers-image' : 'distribution';
  const fs = fileSystem(tree, options);
  const question: PullQuestion = {
    fs,
    written: image,
    image: parseImage(image, grammar),
    target,
    home: options.home ?? homeOf(tree),
  };
  const pull = PULLS[target.family](question);
  const { stop } = pull;
  return {
    image: imageText(pull.image),
    engine: target.family,
    release: releaseText(target),
    releaseAssumed: target.release === undefined,
    load: stop?.load ?? 'ok',
    ...(stop?.panicAt && { panicAt: stop.panicAt }),
    ...(stop && { failure: failureOf(fs, stop) }),
    attempts: pull.attempts,
    unused: pull.skipped.map(
      ({ entry, reason, origin }): UnusedEntry => ({
        entry: entry.startsWith('/') ? entry : withoutCredentials(entry),
        reason: shownWords(reason),
        ...placeOf(fs, origin),
      }),
    ),
  };
}

/** The newest releases that the models know; a target without release is taken for them. */
const NEWEST: Readonly<Record<Target['family'], string>> = {
  containerd: 'main',
  'containers-image': 'main',
  buildkit: 'main',
};

function releaseText(target: Target): string {
  const [major, minor, patch] = target.release ?? [];
  if (major === undefined || major === Number.MAX_SAFE_INTEGER) return NEWEST[target.family];
  return patch === 0 && target.family !== 'containerd'
    ? `${major}.${minor}`
    : `${major}.${minor}.${patch}`;
}

/** Below the home of the user that runs the engine; containerd has nothing there. */
const USER_FILES: Readonly<Record<'containers-image' | 'buildkit', RegExp>> = {
  'containers-image': /^(.*)\/\.config\/containers\/registries\.conf(?:\.d\/|$)/,
  buildkit: /^(.*)\/\.config\/buildkit\/buildkitd\.toml$/,
};

/** The home folder in the tree that has settings for the engine. */
export function homeOf(
  tree: ConfigTree,
  engine: keyof typeof USER_FILES = 'containers-image',
): string {
  const homes = Object.keys(tree).flatMap((path) => {
    const match = USER_FILES[engine].exec(path);
    return match ? [match[1] as string] : [];
  });
  return homes.includes('/root') ? '/root' : (homes.sort()[0] ?? '/root');
}
