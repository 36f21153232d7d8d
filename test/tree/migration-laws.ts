// What every migration of a machine to hosts.toml files keeps, asserted through the public surface
// and by a parser of its own.
import { expect } from 'vitest';
import {
  applyEdits,
  type ConfigTree,
  explainPull,
  migrateToHosts,
  type TreeOptions,
  type TreePlan,
} from '../../src/index.ts';
import { type Data, read, sameData } from '../support/judge.ts';
import { imageOf, requestsOf } from './plan-laws.ts';

const DIGEST = `sha256:${'2'.repeat(64)}`;

/** Every registry's requests stay, but for those that a dormant file makes and a remark foretells. */
export function assertSameRequests(
  tree: ConfigTree,
  plan: TreePlan,
  options: TreeOptions,
  registries: readonly string[],
): void {
  const woken = plan.remarks.flatMap(({ code, path }) =>
    code === 'tree/wakes-hosts-file' && path !== undefined ? [path] : [],
  );
  for (const registry of registries) {
    for (const suffix of [':1', `@${DIGEST}`]) {
      const image = imageOf(registry) + suffix;
      const before = explainPull(tree, image, options);
      if (before.failure) continue;
      const after = explainPull(plan.tree, image, options);
      const read = [...after.attempts.map(({ from }) => from?.path), after.failure?.path];
      if (read.some((path) => path !== undefined && woken.includes(path))) continue;
      expect(requestsOf(after.attempts), image).toEqual(requestsOf(before.attempts));
    }
  }
}

/** New hosts.toml files, and config files that lose inline settings and get a `config_path`. */
export function assertOnlyMoved(tree: ConfigTree, plan: TreePlan): void {
  for (const { path, before, text, edits } of plan.files) {
    expect(before).toBe(tree[path]);
    expect(applyEdits(before ?? '', edits)).toBe(text);
    if (path.endsWith('/hosts.toml')) {
      expect(before ?? '', path).toBe('');
      continue;
    }
    for (const edit of edits) {
      if (edit.text !== '') expect(edit.text, 'what is put in').toMatch(/config_path|certs\.d/);
    }
    expect(sameData(bare(read(text)), bare(read(before ?? ''))), `${path}\n${text}`).toBe(true);
  }
}

/** A second migration changes nothing. */
export function assertMigratedOnce(plan: TreePlan, options: TreeOptions): void {
  expect(migrateToHosts(plan.tree, options).files).toEqual([]);
}

/** The engine loads after each file. */
export function assertLoadsAtEachStep(
  tree: ConfigTree,
  plan: TreePlan,
  options: TreeOptions,
): void {
  let now = tree;
  for (const { path, text } of plan.files) {
    now = { ...now, [path]: text };
    expect(explainPull(now, 'docker.io/team/app', options).load, `after ${path}`).toBe('ok');
  }
}

/** The data without what a migration moves, and without the tables that it empties. */
function bare(data: Data): Data {
  const plugins = table(data['plugins']);
  const left = Object.entries(plugins).map(([name, plugin]) => {
    if (!/^cri$|grpc\.v1\.cri$|cri\.v1\.images$/.test(name)) return [name, plugin] as const;
    const { registry, ...others } = table(plugin);
    const { mirrors: _, config_path: __, configs, ...settings } = table(registry);
    const auth = Object.entries(table(configs)).map(([host, config]) => {
      const { tls: ___, ...own } = table(config);
      return [host, own] as const;
    });
    return [
      name,
      { ...others, registry: { ...settings, configs: Object.fromEntries(auth) } },
    ] as const;
  });
  return filled({ ...data, plugins: Object.fromEntries(left) }) as Data;
}

/** Without empty tables. */
function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, filled(each)] as const);
  return Object.fromEntries(
    entries.filter(([, each]) => JSON.stringify(each) !== '{}' || each instanceof Date),
  );
}

function table(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {};
}
