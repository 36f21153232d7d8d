// Knows the engines that were fetched for this run, by program, oldest first.

import { inject } from 'vitest';
import type { Engine, Program, Unavailable } from './packages.ts';

export const containerds = enginesOf('containerd');
export const skopeos = enginesOf('skopeo');
export const podmans = enginesOf('podman');

/** As `explainPull` and the other operations want it: `containerd@1.7.24`. */
export function targetOf({ program, version }: Engine): string {
  return `${program}@${version}`;
}

function enginesOf(program: Program): readonly (Engine | Unavailable)[] {
  return inject('engines').filter((each) => each.program === program);
}
