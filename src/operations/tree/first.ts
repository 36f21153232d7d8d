// Mirrors of one registry put before all others in one text, with as little change as it takes.

import { mirrorEndpoint, sameEndpoint } from '../../model/endpoint.ts';
import type { Mirror } from '../../model/mirror.ts';
import type { Plan } from '../../model/plan.ts';
import { addMirrors } from '../add-mirrors.ts';
import { listMirrors } from '../list-mirrors.ts';
import type { FormatOptions } from '../options.ts';
import { setMirrors } from '../set-mirrors.ts';

/** By insertions alone where that is enough, else by moving what stands in front. */
export function putFirst(
  text: string,
  registry: string,
  mirrors: readonly Mirror[],
  options: FormatOptions,
): Plan {
  const added = addMirrors(text, { [registry]: mirrors }, { ...options, position: 'first' });
  const list = listMirrors(added.text, options).find((each) => each.registry === registry);
  const now = list?.mirrors ?? [];
  const isAsked = (mirror: Mirror): boolean => mirrors.some((each) => isSame(each, mirror));
  if (mirrors.every((each, at) => now[at] !== undefined && isSame(each, now[at]))) return added;
  const others = now.filter((each) => !isAsked(each) && endpointOf(each) !== undefined);
  return setMirrors(text, { [registry]: [...mirrors, ...others] }, options);
}

function isSame(a: Mirror, b: Mirror): boolean {
  const left = endpointOf(a);
  const right = endpointOf(b);
  return left !== undefined && right !== undefined && sameEndpoint(left, right);
}

/** A mirror that a file has may have a URL that is none. */
function endpointOf(mirror: Mirror): ReturnType<typeof mirrorEndpoint> | undefined {
  try {
    return mirrorEndpoint(mirror);
  } catch {
    return undefined;
  }
}
