// Knows what lint's word is worth: a file with an error has no use on the engine, a file without one has.

import { expect } from 'vitest';
import { type LintOptions, lint } from '../../src/index.ts';
import { targetOf } from './engines.ts';
import { pullAsForetold } from './foretold.ts';
import { freshTag } from './image.ts';
import type { Machine } from './machine.ts';
import type { Engine } from './packages.ts';
import type { Stage } from './stage.ts';

/** A file, and the errors that it has with some releases; no codes: with none. */
export interface Judged {
  readonly text: string;
  readonly codes: readonly string[];
}

/** Whether the engine takes the files and the mirror serves a pull, which goes as foretold. */
export async function isMirrorUsed(
  stage: Stage,
  machine: Machine,
  image: string,
): Promise<boolean> {
  if (machine.load && machine.load !== 'ok') return false;
  const { ok, asked } = await pullAsForetold(stage, machine, image, freshTag());
  return ok && new URL(asked.at(-1) ?? '').host === 'mirror.test:5055';
}

export function expectVerdict(
  engine: Engine,
  { text, codes }: Judged,
  options: LintOptions,
  isUsed: boolean,
): void {
  const errors = errorsOf(engine, text, options);
  if (isUsed) expect(errors).toEqual([]);
  else expect(codes).toEqual(expect.arrayContaining([errors[0]]));
}

export function errorsOf(engine: Engine, text: string, options: LintOptions): readonly string[] {
  return lint(text, { ...options, target: targetOf(engine) })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}
