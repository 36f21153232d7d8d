// What makes BuildKit refuse a buildkitd.toml, so that it does not start: no mirror is added to such
// a file (engines.md D).
import type { Finding } from '../../model/diagnostic.ts';
import type { OpenFile } from '../adapter.ts';
import { obstaclesOf, type Rule } from '../rule.ts';
import { tomlRules } from '../toml-rules/index.ts';
import { notATable } from './rules/not-a-table.ts';
import { registryArray } from './rules/registry-array.ts';
import { wrongType } from './rules/wrong-type.ts';

/** The rules that block, the gravest first. */
const BLOCKING: readonly Rule[] = [...tomlRules, registryArray, notATable, wrongType];

/** The faults of the file, the gravest first. */
export function buildkitdObstacles(file: OpenFile): readonly Finding[] {
  return obstaclesOf(BLOCKING, file);
}
