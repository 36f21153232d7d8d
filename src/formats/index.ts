// The formats by name; leaving one out does not compile.
import type { Format } from '../model/format.ts';
import type { FormatAdapter } from './adapter.ts';
import { buildkitd } from './buildkitd/index.ts';
import { containerd } from './containerd/index.ts';
import { hosts } from './hosts/index.ts';
import { registries } from './registries/index.ts';

export type * from './adapter.ts';
export type * from './ast.ts';

export const formats: Readonly<Record<Format, FormatAdapter>> = {
  containerd,
  hosts,
  registries,
  buildkitd,
};
