// Whether an engine would try the asked mirrors first, as the model of the engine foretells it.
import type { WantedMirror } from '../../formats/index.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ConfigTree, PullAttempt, PullPlan, TreeOptions } from '../../model/tree.ts';
import { explainPull } from '../explain-pull.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

/** An image that a registry's entry is for and that no narrower entry is likely to take. */
export function probeImage(registry: string): string {
  if (registry === '*') return 'probe.example.net/mirrorconf/probe';
  const name = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  return `${name}/mirrorconf/probe`;
}

/** Why the mirrors are not all tried before anything else, in order; `undefined` when they are. */
export function notTriedFirst(
  tree: ConfigTree,
  registry: string,
  mirrors: readonly WantedMirror[],
  options: TreeOptions,
): string | undefined {
  const byDigest = explainPull(tree, `${probeImage(registry)}@${DIGEST}`, options);
  const fault = faultOf(byDigest, mirrors);
  if (fault !== undefined) return fault;
  const forTags = mirrors.filter(({ mirror }) => (mirror.capabilities?.length ?? 2) > 1);
  return faultOf(explainPull(tree, `${probeImage(registry)}:1`, options), forTags);
}

function faultOf(plan: PullPlan, mirrors: readonly WantedMirror[]): string | undefined {
  if (plan.load !== 'ok') return plan.failure?.message ?? `the files do not load (${plan.load})`;
  if (plan.failure) return plan.failure.message;
  let next = 0;
  for (const { mirror, endpoint } of mirrors) {
    const from = next;
    while (isFor(plan.attempts[next], endpoint)) next++;
    if (next > from) continue;
    const unused = plan.unused.find(({ entry }) => entry.includes(endpoint.host));
    const tried = plan.attempts[from];
    const instead = tried ? `${tried.host} is tried instead` : 'nothing is tried instead';
    return unused
      ? `${mirror.url}: ${unused.reason}`
      : `${mirror.url} is not tried first: ${instead}`;
  }
  return undefined;
}

/** An insecure mirror is tried by both schemes, and each counts as the mirror. */
function isFor(attempt: PullAttempt | undefined, endpoint: Endpoint): boolean {
  if (!attempt) return false;
  const port = endpoint.scheme === 'https' ? '443' : '80';
  const bare = /:[0-9]+$/.test(endpoint.host) ? endpoint.host : `${endpoint.host}:${port}`;
  const sameHost =
    attempt.host === bare || attempt.host.replace(/:(443|80)$/, '') === endpoint.host;
  return sameHost && attempt.path.startsWith(`${endpoint.root}/`);
}
