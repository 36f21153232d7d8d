// The laws that hold for any format, asserted through the public surface for a file and what is asked
// of it. What a file means is judged by smol-toml and by the model of the engine.
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { expect } from 'vitest';
import { DIALECTS, parserOf } from '../../src/formats/dialect.ts';
import {
  type AddOptions,
  addMirrors,
  applyEdits,
  listMirrors,
  type Mirror,
  MirrorConfError,
  type Plan,
  removeMirrors,
  setMirrors,
} from '../../src/index.ts';
import { parseTarget } from '../../src/model/target.ts';
import { findConstructs } from '../../src/toml/index.ts';

/** A file, and the mirrors asked for by registry; each is what `listMirrors` says of it. */
export interface Sample {
  readonly text: string;
  readonly asked: ReadonlyMap<string, readonly Mirror[]>;
  readonly options: AddOptions;
}

export type Data = { readonly [key: string]: unknown };

/** A plan, or the code and words of the refusal. */
export function planOf({ text, asked, options }: Sample): Plan | MirrorConfError {
  try {
    return addMirrors(text, Object.fromEntries(asked), options);
  } catch (error) {
    expect(error).toBeInstanceOf(MirrorConfError);
    expect((error as MirrorConfError).code).not.toMatch(/^internal/);
    return error as MirrorConfError;
  }
}

export function read(text: string): Data {
  return parse(text, { integersAsBigInt: 'asNeeded' }) as Data;
}

export function isToml(text: string): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

export function sameData(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b));
}

/** Whether a parser refuses something of the text or reads it in a way of its own. */
export function isAnotherDialect(text: string, target: string): boolean {
  const dialect = DIALECTS[parserOf(parseTarget(target))];
  return findConstructs(text).some(({ name }) => dialect[name] !== 'taken');
}

/** Law 3: the original is the result without the insertions, byte for byte. */
export function assertInsertionOnly(text: string, plan: Plan): void {
  for (const { start, end } of plan.edits) expect(start).toBe(end);
  expect(applyEdits(text, plan.edits)).toBe(plan.text);
  if (!plan.changed) expect(plan.text).toBe(text);
}

/** Law 4: a second call changes nothing. */
export function assertIdempotent({ asked, options }: Sample, plan: Plan): void {
  const again = addMirrors(plan.text, Object.fromEntries(asked), options);
  expect(again.edits).toEqual([]);
  expect(again.text).toBe(plan.text);
  expect(again.changes.every(({ action }) => action === 'kept')).toBe(true);
}

/** Law 5: what is listed is what was listed, and the new mirrors in the order of asking. */
export function assertListed(sample: Sample, plan: Plan): void {
  const before = listed(sample.text, sample.options);
  const after = listed(plan.text, sample.options);
  for (const [registry, mirrors] of after) {
    const old = before.get(registry) ?? [];
    const added = plan.changes
      .filter((change) => change.registry === registry && change.action === 'added')
      .map(({ mirror }) => mirror);
    const places = placesOf(added, mirrors);
    expect(mirrors.filter((_, at) => !places.includes(at))).toEqual(old);
  }
}

/** Law 6: what is inserted looks like what is there. */
export function assertHabits(text: string, plan: Plan): void {
  expect(plan.text.lastIndexOf('\ufeff')).toBe(text.lastIndexOf('\ufeff'));
  if (text.replace(/^\ufeff/, '') !== '') {
    expect(plan.text.endsWith('\n')).toBe(text.endsWith('\n'));
  }
  const ends = new Set(text.match(/\r?\n/g) ?? ['\n']);
  for (const { text: added } of plan.edits) {
    for (const end of added.match(/\r?\n/g) ?? []) expect(ends).toContain(end);
    expect(added).not.toMatch(/[ \t]\r?\n/);
  }
}

/** Law 8: what was added can be taken out again without a trace. */
export function assertUndo(sample: Sample, plan: Plan): void {
  const before = listed(sample.text, sample.options);
  const fresh = [...sample.asked.keys()].filter((registry) => !before.has(registry));
  if (fresh.length < sample.asked.size) return;
  const undone = removeMirrors(plan.text, { registry: fresh }, sample.options);
  expect(undone.text).toBe(sample.text);
  expect(undone.changes.every(({ action }) => action === 'removed')).toBe(true);
}

/** The same for mirrors that came beside others, each by itself. */
export function assertUndoOfEach(sample: Sample, plan: Plan): void {
  const before = listed(sample.text, sample.options);
  let { text } = plan;
  for (const { registry, mirror, action } of plan.changes.toReversed()) {
    if ((before.get(registry)?.length ?? 0) === 0) return;
    if (action === 'added') text = removeMirrors(text, { registry, mirror }, sample.options).text;
  }
  expect(text).toBe(sample.text);
}

/** Setting gives exactly what is asked, in order, and once; the registry's own servers may stay. */
export function assertSet(
  { asked, options }: Sample,
  plan: Plan,
  servers: readonly string[],
): void {
  const mirrors = Object.fromEntries(asked);
  const set = setMirrors(plan.text, mirrors, options);
  expect(applyEdits(plan.text, set.edits)).toBe(set.text);
  const after = listed(set.text, options);
  for (const [registry, list] of asked) {
    const urls = list.map(({ url }) => url);
    const there = (after.get(registry) ?? []).map(({ url }) => url);
    expect(there.filter((url) => !servers.includes(url) || urls.includes(url))).toEqual(urls);
  }
  expect(setMirrors(set.text, mirrors, options).edits).toEqual([]);
}

export function listed(text: string, options: AddOptions): ReadonlyMap<string, readonly Mirror[]> {
  return new Map(listMirrors(text, options).map(({ registry, mirrors }) => [registry, mirrors]));
}

/** Where the added mirrors stand, in order; a host's own settings may add to what was asked. */
function placesOf(added: readonly Mirror[], list: readonly Mirror[]): readonly number[] {
  const places: number[] = [];
  for (const mirror of added) {
    const at = list.findIndex(
      (each, index) =>
        index > (places.at(-1) ?? -1) &&
        each.overridePath === mirror.overridePath &&
        sameData({ ...each, ...mirror }, each),
    );
    expect(at, `${JSON.stringify(mirror)} in ${JSON.stringify(list)}`).not.toBe(-1);
    places.push(at);
  }
  return places;
}

/** Without prototypes and the like, which are nothing to a reader. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
