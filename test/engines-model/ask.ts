// Short ways to ask for a plan and to read it.
import type { PullPlan, TreeSurroundings } from '../../src/model/tree.ts';
import { explainPull } from '../../src/operations/explain-pull.ts';

export const MAIN = '/etc/containerd/config.toml';
export const HOSTS = '/etc/containerd/certs.d/docker.io/hosts.toml';
export const CONF = '/etc/containers/registries.conf';
export const BUILDKITD = '/etc/buildkit/buildkitd.toml';
export const DIGEST = `sha256:${'a'.repeat(64)}`;

/** A version 2 file with `config_path`, for the tests of hosts.toml. */
export const WITH_CERTS_D = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "/etc/containerd/certs.d"
`;

export function plan(
  tree: Readonly<Record<string, string>>,
  target: string,
  image = 'nginx:1.27',
  around: TreeSurroundings = {},
): PullPlan {
  return explainPull(tree, image, { target, ...around });
}

/** Scheme and host of each attempt, a plain-HTTP second try in brackets; else why there are none. */
export function asked(found: PullPlan): readonly string[] | string {
  if (found.load !== 'ok') return found.load;
  if (found.failure) return 'no request';
  return found.attempts.map(({ scheme, host, fallback }) =>
    fallback ? `(${scheme}://${host})` : `${scheme}://${host}`,
  );
}

/** The hosts asked besides Docker Hub. */
export function mirrors(found: PullPlan): readonly string[] | string {
  const all = asked(found);
  return typeof all === 'string' ? all : all.filter((host) => host !== HUB);
}

export const HUB = 'https://registry-1.docker.io:443';

/** The reason why an entry is unused. */
export function whyUnused(found: PullPlan, entry: string): string | undefined {
  return found.unused.find((each) => each.entry === entry)?.reason;
}

/** What each of several releases asks. */
export function byRelease(
  tree: Readonly<Record<string, string>>,
  releases: readonly string[],
  image?: string,
): Readonly<Record<string, readonly string[] | string>> {
  return Object.fromEntries(
    releases.map((release) => [release, mirrors(plan(tree, `containerd@${release}`, image))]),
  );
}
