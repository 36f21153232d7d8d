// Since which releases containers-image has each behaviour that decides over mirrors (engines.md C, F).

import { since } from '../../model/since.ts';
import type { Release } from '../../model/target.ts';

const CHANGES = {
  /** `pull-from-mirror` exists (C.4). */
  pullFromMirror: '5.21',
  /** An empty list counts when versions 1 and 2 of the format are told apart (C.8). */
  emptyListsCount: '5.24',
  /** A drop-in that is a link to nothing is passed over (C.1). */
  danglingDropIns: '5.34',
  /** `additional-layer-store-auth-helper` exists (C.2). */
  authHelper: '5.32',
  /** The slash at the end of a mirror's location is taken off (C.3). */
  mirrorSlash: '5.35',
} as const;

export type Behaviour = keyof typeof CHANGES;

export type ImageRules = (behaviour: Behaviour) => boolean;

export function imageRules(release: Release | undefined): ImageRules {
  return (behaviour) => since(release, CHANGES[behaviour]);
}
