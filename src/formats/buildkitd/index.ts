import type { FormatAdapter } from '../adapter.ts';
export const buildkitd = {} as FormatAdapter;
