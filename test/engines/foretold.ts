// Knows how a foretold pull must go among the registries that are there, and holds a real pull
// against it. What explainPull lists as if every request failed ends at the first that succeeds.

import { expect } from 'vitest';
import { explainPull, type PullAttempt } from '../../src/index.ts';
import { targetOf } from './engines.ts';
import { missingTag } from './image.ts';
import type { Machine, MachinePull } from './machine.ts';
import type { NetworkRequest } from './network.ts';
import { isBelow, standardRoots } from './registry.ts';
import type { Stage } from './stage.ts';

export interface AgreedPull extends MachinePull {
  /** URLs of the requests for the tag; the same one twice in a row counts once. */
  readonly asked: readonly string[];
}

/** Pulls, and fails unless every request for the tag is foretold, in order, and nothing else is. */
export async function pullAsForetold(
  stage: Stage,
  machine: Machine,
  name: string,
  tag: string,
): Promise<AgreedPull> {
  const image = `${name}:${tag}`;
  const plan = explainPull(machine.files, image, { target: targetOf(machine.engine) });
  if (machine.load) expect(plan.load, plan.failure?.message).toBe(machine.load);
  const expected = reckon(plan.attempts, stage, tag);
  const pull = await machine.pull(image);
  const asked = tagRequests(pull.requests, tag);
  expect({ asked, ok: pull.ok }, `${image}: ${pull.message}`).toEqual(expected);
  const contents = pull.requests.filter(({ path, status }) => isBlob(path) && status === 200);
  if (pull.ok) expect(originsOf(contents)).toEqual(originsOf(pull.requests.slice(-1)));
  return { ...pull, asked };
}

interface Expected {
  readonly asked: readonly string[];
  readonly ok: boolean;
}

function reckon(attempts: readonly PullAttempt[], stage: Stage, tag: string): Expected {
  const asked: string[] = [];
  let isAnswered = false;
  for (const attempt of attempts) {
    if (attempt.fallback && isAnswered) continue;
    const site = stage.siteAt(attempt.host);
    isAnswered = site !== undefined && site.scheme === attempt.scheme;
    if (!isAnswered) continue;
    asked.push(urlOf(attempt.scheme, attempt.host, attempt.path, attempt.ns ?? undefined));
    const { answer, roots = standardRoots } = site ?? {};
    const isThere = tag !== missingTag && answer !== 'empty' && isBelow(roots, attempt.path);
    if (isThere) return { asked, ok: true };
  }
  return { asked, ok: false };
}

function tagRequests(requests: readonly NetworkRequest[], tag: string): readonly string[] {
  return requests
    .filter(({ path }) => path.endsWith(`/manifests/${tag}`))
    .map(({ scheme, host, path, ns }) => urlOf(scheme, host, path, ns))
    .filter((url, at, all) => url !== all[at - 1]);
}

function originsOf(requests: readonly NetworkRequest[]): readonly string[] {
  return [...new Set(requests.map(({ scheme, host }) => `${scheme}://${host}`))];
}

function isBlob(path: string): boolean {
  return path.includes('/blobs/');
}

// URL leaves a scheme's own port out, as clients do.
function urlOf(scheme: string, host: string, path: string, ns: string | undefined): string {
  const query = ns === undefined ? '' : `?ns=${ns}`;
  return `${new URL(`${scheme}://${host}`).origin}${path}${query}`;
}
