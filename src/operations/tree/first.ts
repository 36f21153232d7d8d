// Mirrors of one registry put before all others in one text, with as little change as it takes.

import { mirrorEndpoint, sameEndpoint } from '../../model/endpoint.ts';
import { MirrorConfError } from '../../model/error.ts';
import type { Mirror } from '../../model/mirror.ts';
import type { Plan } from '../../model/plan.ts';
import { composeEdits } from '../../text/compose.ts';
import { addMirrors } from '../add-mirrors.ts';
import { listMirrors } from '../list-mirrors.ts';
import type { AddOptions, FormatOptions } from '../options.ts';
import { removeMirrors } from '../remove-mirrors.ts';
import { satisfies } from '../wanted.ts';

/**
 * By insertions alone where that is enough, else by moving those of the asked mirrors that stand
 * behind others. What is not asked for stays as it is.
 */
export function putFirst(
  text: string,
  registry: string,
  mirrors: readonly Mirror[],
  options: FormatOptions,
): Plan {
  const there = mirrorsThere(text, registry, options);
  const first: AddOptions = { ...options, position: 'first' };
  const added = unlessOther(() => addMirrors(text, { [registry]: mirrors }, first));
  // A hosts.toml keeps what stands outside a host's table; an entry elsewhere goes with its last mirror.
  const mayRewrite = options.format === 'hosts';
  if (added instanceof MirrorConfError && !mayRewrite) throw added;
  const weak = there.filter((each) => mayRewrite && mirrors.some((asked) => asksMore(asked, each)));
  if (!(added instanceof MirrorConfError) && weak.length === 0) {
    const now = mirrorsThere(added.text, registry, options);
    if (mirrors.every((each, at) => now[at] !== undefined && isSame(each, now[at]))) {
      return asAsked(registry, mirrors, options, added);
    }
  }
  const kept = added instanceof MirrorConfError ? [] : inFront(there, mirrors);
  const moving = there.filter(
    (each) =>
      (!kept.includes(each) || weak.includes(each)) && mirrors.some((asked) => isSame(asked, each)),
  );
  const own = mirrors.map((mirror) => ({
    ...keptSettings(there.find((each) => isSame(each, mirror))),
    ...mirror,
  }));
  const without = removeMirrors(text, { registry, mirror: moving.map(bare) }, options);
  const again = addMirrors(without.text, { [registry]: own }, first);
  return asAsked(registry, mirrors, options, {
    ...again,
    changed: again.text !== text,
    edits: composeEdits(text, without.edits, again.edits),
  });
}

/** Where the mirror's requests go: its other settings may be such as cannot be asked for. */
function bare({ url, overridePath }: Mirror): Mirror {
  return overridePath === undefined ? { url } : { url, overridePath };
}

/** Throws where a mirror got the settings that another mirror at its host has: 1.x knows hosts only. */
function asAsked(
  registry: string,
  mirrors: readonly Mirror[],
  options: FormatOptions,
  plan: Plan,
): Plan {
  const now = mirrorsThere(plan.text, registry, options);
  for (const mirror of mirrors) {
    const there = now.find((each) => isSame(each, mirror));
    if (!there || satisfies(there, mirror)) continue;
    throw new MirrorConfError(
      'mirror/other-settings',
      `"${mirror.url}" cannot be given the settings that are asked for "${registry}": the file has others for its host, which another mirror uses too. Ask for the same settings everywhere.`,
    );
  }
  return plan;
}

function mirrorsThere(text: string, registry: string, options: FormatOptions): readonly Mirror[] {
  return listMirrors(text, options).find((each) => each.registry === registry)?.mirrors ?? [];
}

/** What a mirror that is written anew keeps: plain HTTP has no use for certificates. */
function keptSettings(there: Mirror | undefined): Partial<Mirror> {
  if (!there) return {};
  const { capabilities: _, skipVerify, ca, client, ...others } = there;
  const tls = { skipVerify, ca, client };
  const own = Object.entries(tls).filter(([, value]) => value !== undefined);
  return there.url.startsWith('http:') ? others : { ...others, ...Object.fromEntries(own) };
}

/** A mirror that is asked for without a word is for tags and digests. */
function asksMore(asked: Mirror, there: Mirror): boolean {
  return (
    isSame(asked, there) && asked.capabilities === undefined && there.capabilities !== undefined
  );
}

/** The asked mirrors that begin the list, in the order that is asked for. */
function inFront(there: readonly Mirror[], asked: readonly Mirror[]): readonly Mirror[] {
  let after = -1;
  const end = there.findIndex((mirror) => {
    const at = asked.findIndex((each) => isSame(each, mirror));
    if (at <= after) return true;
    after = at;
    return false;
  });
  return end === -1 ? there : there.slice(0, end);
}

/** The error for a mirror that is there with other settings, which is a reason to write it anew. */
function unlessOther(action: () => Plan): Plan | MirrorConfError {
  try {
    return action();
  } catch (error) {
    if (error instanceof MirrorConfError && error.code === 'mirror/other-settings') return error;
    throw error;
  }
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
