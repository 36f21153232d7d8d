// Whether two trees make an engine send the same requests for a registry's images.
import { MirrorConfError } from '../../model/error.ts';
import type { ConfigTree, PullPlan, TreeOptions } from '../../model/tree.ts';
import { explainPull } from '../explain-pull.ts';
import { probeReferences } from './tried-first.ts';

/** The requests before and after where they differ, for people; `undefined` where they do not. */
export function otherRequests(
  before: ConfigTree,
  after: ConfigTree,
  registry: string,
  options: TreeOptions,
): string | undefined {
  for (const image of probeReferences(registry)) {
    const old = requests(explainPull(before, image, options));
    const now = requests(explainPull(after, image, options));
    if (old !== now) return `Before:\n${old}\nafter:\n${now}`;
  }
  return undefined;
}

/** Throws `tree/other-requests` when a registry's requests would change. */
export function assertSameRequests(
  before: ConfigTree,
  after: ConfigTree,
  registries: Iterable<string>,
  options: TreeOptions,
): void {
  for (const registry of registries) {
    const difference = otherRequests(before, after, registry, options);
    if (difference === undefined) continue;
    throw new MirrorConfError(
      'tree/other-requests',
      `The requests for "${registry}" would not stay the same as hosts.toml files. ${difference}\nChange its mirrors by hand first.`,
    );
  }
}

function requests({ load, attempts, failure }: PullPlan): string {
  if (load !== 'ok') return `  (${load})`;
  if (failure && attempts.length === 0) return '  (the pull fails)';
  const lines = attempts.map(
    ({ scheme, host, path, ns }) => `  ${scheme}://${host}${path}${ns === null ? '' : `?ns=${ns}`}`,
  );
  return lines.join('\n');
}
