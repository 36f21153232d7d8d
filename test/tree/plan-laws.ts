// What every plan for a machine keeps, asserted through the public surface. What a mirror's requests
// look like is said here by a browser's URL and not by the library.
import { expect } from 'vitest';
import {
  applyEdits,
  type ConfigTree,
  explainPull,
  MirrorConfError,
  type MirrorMap,
  type PlanOptions,
  type PullAttempt,
  planMirrors,
  type TreePlan,
} from '../../src/index.ts';

/** A machine, and what is asked of it. */
export interface Machine {
  readonly tree: ConfigTree;
  readonly mirrors: MirrorMap;
  readonly options: PlanOptions;
}

/** Whether a refusal with the code is due for the machine. */
export type Refusals = Readonly<
  Record<string, (machine: Machine, error: MirrorConfError) => boolean>
>;

const DIGEST = `sha256:${'1'.repeat(64)}`;
const REPOSITORY = 'team/app';

/** The plan, or `undefined` where a refusal that is due comes; any other error fails. */
export function planOf(machine: Machine, refusals: Refusals): TreePlan | undefined {
  try {
    return planMirrors(machine.tree, machine.mirrors, machine.options);
  } catch (error) {
    expect(error).toBeInstanceOf(MirrorConfError);
    const refusal = error as MirrorConfError;
    const due = refusals[refusal.code]?.(machine, refusal) ?? false;
    expect(due, `${refusal.code}: ${refusal.message}`).toBe(true);
    return undefined;
  }
}

/** Only the planned files change, and their edits make their texts. */
export function assertFiles({ tree }: Machine, plan: TreePlan): void {
  expect(plan.changed).toBe(plan.files.length > 0);
  for (const { path, before, text, edits } of plan.files) {
    expect(before).toBe(tree[path]);
    expect(text).not.toBe(before);
    expect(applyEdits(before ?? '', edits)).toBe(text);
    expect(path).toMatch(/^(\/[^/]+)+$/);
    expect(path.split('/')).not.toContain('..');
  }
  const paths = plan.files.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  const planned = Object.fromEntries(plan.files.map(({ path, text }) => [path, text]));
  expect(plan.tree).toEqual({ ...tree, ...planned });
}

/** A second plan changes nothing. */
export function assertTwiceIsOnce(machine: Machine, plan: TreePlan): void {
  const again = planMirrors(plan.tree, machine.mirrors, machine.options);
  expect(again.files).toEqual([]);
  expect(again.changed).toBe(false);
}

/** The asked mirrors are asked first, in order, by tag and by digest. */
export function assertTriedFirst({ mirrors, options }: Machine, plan: TreePlan): void {
  for (const [registry, list] of Object.entries(mirrors)) {
    for (const suffix of [':1', `@${DIGEST}`]) {
      const image = imageOf(registry) + suffix;
      const { attempts, load } = explainPull(plan.tree, image, options);
      expect(load).toBe('ok');
      const left = [...attempts];
      for (const url of urlsOf(list, suffix)) {
        const own: PullAttempt[] = [];
        while (left[0] && isAt(left[0], url)) own.push(left.shift() as PullAttempt);
        const schemes = own.map(({ scheme }) => `${scheme}:`);
        expect(schemes, `${url} for ${image} in ${shown(attempts)}`).toContain(url.protocol);
      }
    }
  }
}

/** Each file on its way leaves the engine as able to load as it was. */
export function assertSteps({ tree, options }: Machine, plan: TreePlan): void {
  const load = (now: ConfigTree): string => explainPull(now, imageOf('docker.io'), options).load;
  if (load(tree) !== 'ok') return;
  let now = tree;
  for (const { path, text } of plan.files) {
    now = { ...now, [path]: text };
    expect(load(now), `after ${path}`).toBe('ok');
  }
}

/** What nobody asked about is asked for as before, unless a remark says why not. */
export function assertOthers(
  { tree, mirrors, options }: Machine,
  plan: TreePlan,
  registries: readonly string[],
): void {
  const excused = plan.remarks.some(({ code }) => code === 'tree/wakes-hosts-file');
  if (excused || Object.hasOwn(mirrors, '*')) return;
  for (const registry of registries) {
    if (Object.hasOwn(mirrors, registry)) continue;
    for (const suffix of [':1', `@${DIGEST}`]) {
      const image = imageOf(registry) + suffix;
      const before = requestsOf(explainPull(tree, image, options).attempts);
      const after = requestsOf(explainPull(plan.tree, image, options).attempts);
      expect(after, image).toEqual(before);
    }
  }
}

/** What was asked before comes after the asked mirrors, unless a remark says why not. */
export function assertKept(
  { tree, mirrors, options }: Machine,
  plan: TreePlan,
  excuses: readonly string[],
): void {
  if (plan.remarks.some(({ code }) => excuses.includes(code))) return;
  for (const [registry, list] of Object.entries(mirrors)) {
    const image = `${imageOf(registry)}@${DIGEST}`;
    if (explainPull(tree, image, options).failure) continue;
    const urls = urlsOf(list, '@');
    // The registry's own server is asked once more where it is listed before others (engines.md A.5).
    const others = (of: ConfigTree): readonly string[] => [
      ...new Set(
        settled(explainPull(of, image, options).attempts)
          .filter((attempt) => !urls.some((url) => isAt(attempt, url)))
          .map(({ scheme, host, path }) => `${scheme}://${host}${path}`),
      ),
    ];
    expect(others(plan.tree), image).toEqual(others(tree));
  }
}

export function imageOf(registry: string): string {
  if (registry === '*') return `unnamed.example/${REPOSITORY}`;
  return `${registry.replace(/^\*\./, 'some.')}/${REPOSITORY}`;
}

function urlsOf(list: MirrorMap[string] | undefined, suffix: string): readonly URL[] {
  const urls = [list ?? []].flat().flatMap((each): readonly URL[] => {
    const {
      url,
      overridePath = false,
      capabilities,
    } = typeof each === 'string' ? { url: each } : (each as Exclude<typeof each, string>);
    if (suffix.startsWith(':') && capabilities?.length === 1) return [];
    const result = new URL(url);
    const path = result.pathname.replace(/\/+$/, '');
    const isRoot = overridePath || path === '/v2' || path.startsWith('/v2/');
    result.pathname = `${isRoot ? path : `/v2${path}`}/`;
    return [result];
  });
  return urls.filter((url, at) => urls.findIndex(({ href }) => href === url.href) === at);
}

function isAt({ host, scheme, path }: PullAttempt, url: URL): boolean {
  const port = url.port === '' ? (scheme === 'https' ? '443' : '80') : url.port;
  return (
    host.toLowerCase() === `${url.hostname}:${port}` &&
    path.startsWith(`${url.pathname}${REPOSITORY}/manifests/`)
  );
}

export function requestsOf(attempts: readonly PullAttempt[]): readonly string[] {
  return settled(attempts).map(request);
}

/** Local registries are asked by HTTPS first once `config_path` is set, and answer as before. */
function settled(attempts: readonly PullAttempt[]): readonly PullAttempt[] {
  return attempts.filter((_, at) => !attempts[at + 1]?.fallback);
}

function request({ scheme, host, path, ns }: PullAttempt): string {
  return `${scheme}://${host}${path}?ns=${ns}`;
}

function shown(attempts: readonly PullAttempt[]): string {
  return attempts.map(request).join(' ');
}
