import type { FormatAdapter } from '../adapter.ts';
export const hosts = {} as FormatAdapter;
