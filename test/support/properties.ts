// Runs before each test file: its properties draw from the seed of the run.
import fc from 'fast-check';
import { inject } from 'vitest';

fc.configureGlobal({ seed: inject('seed') });
