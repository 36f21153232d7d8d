import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPull, MirrorConfError, migrateToHosts, type TreePlan } from '../../src/index.ts';
import { machines, REGISTRIES } from './generate-containerd-tree.ts';
import {
  assertLoadsAtEachStep,
  assertMigratedOnce,
  assertOnlyMoved,
  assertSameRequests,
} from './migration-laws.ts';
import { type Machine, type Refusals, requestsOf } from './plan-laws.ts';

const OTHERS = ['m.example', 'old.example', 'registry-1.docker.io', 'unnamed.example'];

const REFUSALS: Refusals = {
  'tree/refused': ({ tree, options }) =>
    explainPull(tree, 'docker.io/team/app', options).load !== 'ok',
  'tree/not-a-folder': ({ tree }) => Object.values(tree).includes('not a folder'),
  'tree/hosts-file-exists': ({ tree }, { message }) => {
    const path = /^(\S+) is there already/.exec(message)?.[1] ?? '';
    return (tree[path] ?? '') !== '';
  },
  'tree/unmovable': (machine, { message }) => {
    if (isEscaped(machine)) return true;
    const { tree, options } = machine;
    const registry = /mirrors of "([^"]*)"/.exec(message)?.[1] ?? '';
    const image = `${registry === '*' ? 'unnamed.example' : registry}/team/app`;
    return explainPull(tree, image, options).failure !== undefined;
  },
  // Endpoints that name the registry itself and get no request: a hosts.toml cannot say that.
  'tree/other-requests': ({ tree, options }, { message }) => {
    const registry = /requests for "([^"]*)"/.exec(message)?.[1] ?? '';
    return explainPull(tree, `${registry}/team/app`, options).attempts.length === 0;
  },
  'tree/repeated-endpoint': ({ tree, options }, { message }) => {
    const registry = /mirror of "([^"]*)"/.exec(message)?.[1] ?? '';
    const image = `${registry === '*' ? 'unnamed.example' : registry}/team/app`;
    const requests = requestsOf(explainPull(tree, image, options).attempts);
    return new Set(requests).size < requests.length;
  },
  'tree/disturbs': isEscaped,
};

/** An escape in a header's name is another name to containerd 1. */
function isEscaped({ tree, options }: Machine): boolean {
  return /@1\./.test(options.target) && Object.values(tree).some((text) => text.includes('\\u'));
}

describe('migrateToHosts', () => {
  test('laws', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const { tree, options } = machine;
        const plan = migrationOf(machine);
        if (!plan) return;
        assertOnlyMoved(tree, plan);
        assertSameRequests(tree, plan, options, [...REGISTRIES, ...OTHERS]);
        assertMigratedOnce(plan, options);
        assertLoadsAtEachStep(tree, plan, options);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  }, 120_000);
});

test('a mirror that is listed twice is asked twice, which a hosts.toml cannot say', () => {
  // Found by the property: the second header made containerd pass over the whole file.
  const config = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."ghcr.io"]
  endpoint = ["https://u:p@m.example", "https://old.example", "https://m.example"]
`;
  const migrate = (): TreePlan =>
    migrateToHosts({ '/etc/containerd/config.toml': config }, { target: 'containerd@1.7.24' });
  expect(migrate).toThrow(/"https:\/\/m\.example" is a mirror of "ghcr\.io" more than once/);
});

test('a mirror that is listed twice in a row is asked once, and is moved', () => {
  const config = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://old.example", "", "https://user:pass@old.example"]
`;
  const { files } = migrateToHosts(
    { '/etc/containerd/config.toml': config },
    { target: 'containerd@1.7.24' },
  );
  expect(files[0]?.text.match(/old\.example/g)).toHaveLength(1);
});

function migrationOf(machine: Machine): TreePlan | undefined {
  try {
    return migrateToHosts(machine.tree, machine.options);
  } catch (error) {
    expect(error).toBeInstanceOf(MirrorConfError);
    const refusal = error as MirrorConfError;
    const due = REFUSALS[refusal.code]?.(machine, refusal) ?? false;
    expect(due, `${refusal.code}: ${refusal.message}`).toBe(true);
    return undefined;
  }
}
