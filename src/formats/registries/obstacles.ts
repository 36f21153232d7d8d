// What makes Podman, CRI-O and skopeo refuse a registries.conf, and with it every operation that
// reads it: no mirror is added to such a file.
import type { Finding } from '../../model/diagnostic.ts';
import type { OpenFile } from '../adapter.ts';
import { obstaclesOf } from '../rule.ts';
import { isOrdinary } from './ordinary.ts';
import { registriesRules } from './rules/index.ts';

/** What the rules find that block additions, in their order. */
export function registriesObstacles(file: OpenFile): readonly Finding[] {
  return isOrdinary(file) ? [] : obstaclesOf(registriesRules, file);
}
