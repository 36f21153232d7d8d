// Whether an engine would try the asked mirrors first, as the model of the engine foretells it.
import type { WantedMirror } from '../../formats/index.ts';
import { type Endpoint, withoutDefaultPort } from '../../model/endpoint.ts';
import type { ConfigTree, PullAttempt, PullPlan, TreeOptions } from '../../model/tree.ts';
import { explainPull } from '../explain-pull.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const REPOSITORY = 'mirrorconf/probe';

/** An image that a registry's entry is for and that no narrower entry is likely to take. */
export function probeImage(registry: string): string {
  if (registry === '*') return `probe.example.net/${REPOSITORY}`;
  const name = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  return `${name}/${REPOSITORY}`;
}

/** The same image by tag and by digest: engines ask some mirrors for one of them only. */
export function probeReferences(registry: string): readonly [byTag: string, byDigest: string] {
  const image = probeImage(registry);
  return [`${image}:1`, `${image}@${DIGEST}`];
}

/** Why the mirrors are not all tried before anything else, in order; `undefined` when they are. */
export function notTriedFirst(
  tree: ConfigTree,
  registry: string,
  mirrors: readonly WantedMirror[],
  options: TreeOptions,
): string | undefined {
  const [byTag, byDigest] = probeReferences(registry);
  const fault = faultOf(explainPull(tree, byDigest, options), mirrors);
  if (fault !== undefined) return fault;
  const forTags = mirrors.filter(({ mirror }) => (mirror.capabilities?.length ?? 2) > 1);
  // Without one, a pull by tag may as well have nobody to ask.
  return forTags.length === 0 ? undefined : faultOf(explainPull(tree, byTag, options), forTags);
}

/**
 * A request that was made for the registry's images and no longer is, as `host/path`; `undefined` when
 * all are still made, before or after others.
 */
export function lostRequest(
  before: ConfigTree,
  after: ConfigTree,
  registry: string,
  options: TreeOptions,
): string | undefined {
  const [, byDigest] = probeReferences(registry);
  const old = explainPull(before, byDigest, options);
  if (old.failure) return undefined;
  const now = new Set(explainPull(after, byDigest, options).attempts.map(place));
  return old.attempts.map(place).find((each) => !now.has(each));
}

/** The scheme is left out: with `config_path` set, local registries are asked by both. */
function place({ host, path }: PullAttempt): string {
  return host.toLowerCase() + path;
}

function faultOf(plan: PullPlan, mirrors: readonly WantedMirror[]): string | undefined {
  if (plan.load !== 'ok') return plan.failure?.message ?? `the files do not load (${plan.load})`;
  if (plan.failure) return plan.failure.message;
  let next = 0;
  for (const { mirror, endpoint } of mirrors) {
    const from = next;
    while (isFor(plan.attempts[next], endpoint)) next++;
    const own = plan.attempts.slice(from, next);
    if (own.some(({ scheme }) => scheme === endpoint.scheme)) continue;
    const unused =
      plan.unused.find(({ entry }) => entry.includes(endpoint.host)) ??
      plan.unused.find(({ entry, path }) => entry === path);
    const tried = plan.attempts[from];
    const instead = tried ? `${tried.host} is tried instead` : 'nothing is tried instead';
    return unused
      ? `${mirror.url}: ${unused.reason}`
      : `${mirror.url} is not tried first: ${instead}`;
  }
  return undefined;
}

/** An insecure mirror is tried by both schemes, and each counts as the mirror. */
function isFor(attempt: PullAttempt | undefined, { scheme, host, root }: Endpoint): boolean {
  if (!attempt?.path.startsWith(`${root}/${REPOSITORY}/manifests/`)) return false;
  const asked = attempt.host.toLowerCase();
  return [scheme, attempt.scheme].some((each) => withoutDefaultPort(asked, each) === host);
}
