// How a run ends, for the program that started it.

/**
 * 0: done, or nothing to do; 1: `--check` found a change to make, `lint` a fault, `explain` files
 * that do not load; 2: refused, nothing written.
 */
export type ExitCode = 0 | 1 | 2;
