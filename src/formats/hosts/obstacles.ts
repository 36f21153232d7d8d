// What makes containerd throw a hosts.toml away as a whole, or crash on it: no mirror is added to
// such a file, as none would be used (engines.md B.2, B.4, B.7).
import type { Finding } from '../../model/diagnostic.ts';
import type { OpenFile } from '../adapter.ts';
import { obstaclesOf, type Rule } from '../rule.ts';
import { tomlRules } from '../toml-rules/index.ts';
import { clientPair } from './rules/client-pair.ts';
import { dialTimeout } from './rules/dial-timeout.ts';
import { hostArray } from './rules/host-array.ts';
import { inlineHost } from './rules/inline-host.ts';
import { keyInHost } from './rules/key-in-host.ts';
import { notAUrl } from './rules/not-a-url.ts';
import { referrersTooOld } from './rules/referrers-too-old.ts';
import { unknownCapability } from './rules/unknown-capability.ts';
import { wrongType } from './rules/wrong-type.ts';

/** The rules that block, the gravest first. */
const BLOCKING: readonly Rule[] = [
  ...tomlRules,
  keyInHost,
  hostArray,
  inlineHost,
  wrongType,
  unknownCapability,
  referrersTooOld,
  clientPair,
  dialTimeout,
  notAUrl,
];

/** The faults that make an addition useless or harmful. */
export function hostsObstacles(file: OpenFile): readonly Finding[] {
  return obstaclesOf(BLOCKING, file);
}
