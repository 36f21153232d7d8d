// The laws that every addition of mirrors keeps, asserted through the public surface: for generated
// files and again for every golden case.
import { expect } from 'vitest';
import {
  type AddOptions,
  addMirrors,
  applyEdits,
  type FormatOptions,
  listMirrors,
  MirrorConfError,
  type MirrorMap,
  type Plan,
  removeMirrors,
} from '../../src/index.ts';
import { findConstructs } from '../../src/toml/constructs.ts';
import { type Asked, type AskedMirrors, mirrorMap } from './generate-mirrors.ts';
import { type Data, expected, type Judge, judges, read, sameData } from './judge.ts';

/** A file and what is asked of it. */
export interface Sample {
  readonly text: string;
  readonly asked: AskedMirrors;
  readonly options: AddOptions & { readonly format: 'containerd' | 'registries' };
  /** The codes of which one must refuse it; empty when the addition must go through. */
  readonly refusals: readonly string[];
}

export function planOf({ text, asked, options }: Sample): Plan {
  return addMirrors(text, mirrorMap(asked), options);
}

/** The file is refused for its fault, and the place of the fault is named. */
export function assertRefusal({ text, asked, options, refusals }: Sample): void {
  const error = errorOf(() => addMirrors(text, mirrorMap(asked), options));
  expect(error).toBeInstanceOf(MirrorConfError);
  const { code, diagnostics, line } = error as MirrorConfError;
  expect(refusals).toContain(code);
  expect(diagnostics[0]?.code).toBe(code);
  expect(line).toBeGreaterThan(0);
}

/** What `run` throws; `undefined` when it does not. */
export function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Law 3: the original is the result without the insertions, byte for byte. */
export function assertInsertionOnly(text: string, plan: Plan): void {
  for (const edit of plan.edits) {
    expect(edit.start).toBe(edit.end);
    expect(edit.text).not.toBe('');
  }
  expect(applyEdits(text, plan.edits)).toBe(plan.text);
  expect(plan.changed).toBe(plan.edits.length > 0);
  if (!plan.changed) expect(plan.text).toBe(text);
  let offset = 0;
  for (const edit of plan.edits) {
    expect(edit.start).toBeGreaterThanOrEqual(offset);
    offset = edit.end;
  }
}

/** Law 4: a second call changes nothing. */
export function assertIdempotent(mirrors: MirrorMap, options: AddOptions, plan: Plan): void {
  const again = addMirrors(plan.text, mirrors, options);
  expect(again.edits).toEqual([]);
  expect(again.changed).toBe(false);
  expect(again.text).toBe(plan.text);
  expect(again.changes.every(({ action }) => action === 'kept')).toBe(true);
}

/** Law 5: the asked mirrors are there, in order, and everything else decodes as before. */
export function assertEffect(sample: Sample, plan: Plan): void {
  const judge = judges[sample.options.format];
  const before = read(sample.text);
  const after = read(plan.text);
  for (const [registry, asked] of sample.asked) {
    assertList(judge, before, after, registry, asked);
  }
  const data = expected(judge, before, after, sample.asked);
  const wanted = needsConfigPath(sample, plan) ? withConfigPath(data) : data;
  expect(sameData(after, wanted), 'everything else decodes equal').toBe(true);
}

/** Law 6: what is inserted looks like what is there. */
export function assertHabits(text: string, plan: Plan): void {
  const added = plan.edits.map((edit) => edit.text).join('');
  expect(plan.text.lastIndexOf('\ufeff')).toBe(text.lastIndexOf('\ufeff'));
  if (text.replace(/^\ufeff/, '') !== '')
    expect(plan.text.endsWith('\n')).toBe(text.endsWith('\n'));
  const kinds = new Set(text.match(/\r?\n/g) ?? ['\n']);
  for (const eol of added.match(/\r?\n/g) ?? []) expect(kinds).toContain(eol);
  const before = habitsOf(text);
  const after = habitsOf(plan.text);
  expect(after.openLines, 'no blanks at the end of a new line').toBe(before.openLines);
  if (before.indents !== '' && before.headers > 0 && !before.indents.includes(' '))
    expect(after.indents).not.toContain(' ');
  if (before.indents !== '' && before.headers > 0 && !before.indents.includes('\t'))
    expect(after.indents).not.toContain('\t');
  if (before.indents === '' && before.headersWithEntry > 1 && !before.openArray)
    expect(after.indents).toBe('');
  if (before.widestGap > 0) expect(after.widestGap).toBe(before.widestGap);
  if (before.quotes.size === 1) expect(after.quotes).toEqual(before.quotes);
}

/** An insertion goes between no comment and what it is glued to, and after its siblings. */
export function assertPlace(sample: Sample, plan: Plan): void {
  const { text, options } = sample;
  for (const { start } of plan.edits) {
    const above = text.slice(0, start).split('\n').at(-2) ?? '';
    const below = text.slice(start).split('\n')[0] ?? '';
    const glued = isLineStart(text, start) && /^\s*#/.test(above) && /^\s*[^\s\]#]/.test(below);
    expect(glued, `split ${JSON.stringify(above)} from ${JSON.stringify(below)}`).toBe(false);
  }
  const format: FormatOptions = { format: options.format };
  const before = listMirrors(text, format).map(({ registry }) => registry);
  // A name with a bracket fits no header and stands in its table's own body.
  const fresh = [...sample.asked.keys()].filter(
    (name) => !judges[options.format].names(read(text), name) && !name.includes(']'),
  );
  const after = listMirrors(plan.text, format).map(({ registry }) => registry);
  const kept = after.filter((name) => !fresh.includes(name) && before.includes(name));
  expect(kept).toEqual(before);
  expect(after.slice(after.length - fresh.length)).toEqual(fresh);
}

/** Only what TOML 1.0 has is written: no construct that parsers disagree about is new. */
export function assertPlainToml(text: string, plan: Plan): void {
  const count = (of: string): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { name } of findConstructs(of)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  const before = count(text);
  for (const [name, times] of count(plan.text)) {
    expect([name, times]).toEqual([name, before.get(name) ?? 0]);
  }
}

/** Law 7: one registry after the other, in any order, says the same as all at once. */
export function assertCommuting(sample: Sample, plan: Plan): void {
  const judge = judges[sample.options.format];
  const one = [...sample.asked];
  for (const order of [one, one.toReversed()]) {
    const text = order.reduce(
      (each, [registry, list]) =>
        addMirrors(each, mirrorMap(new Map([[registry, list]])), sample.options).text,
      sample.text,
    );
    const same = sameData(judge.settled(read(text)), judge.settled(read(plan.text)));
    expect(same, `added in the order ${order.map(([registry]) => registry)}`).toBe(true);
  }
}

/** Law 8: removing registries that the original did not name gives its bytes back. */
export function assertUndo(sample: Sample, plan: Plan): void {
  const { format, target } = sample.options;
  const options: FormatOptions = target === undefined ? { format } : { format, target };
  const data = read(sample.text);
  const fresh = [...sample.asked.keys()].filter((name) => !judges[format].names(data, name));
  if (fresh.length === 0 || needsConfigPath(sample, plan)) return;
  const asked = new Map([...sample.asked].filter(([name]) => fresh.includes(name)));
  const added = addMirrors(sample.text, mirrorMap(asked), sample.options);
  const undone = removeMirrors(added.text, { registry: fresh }, options);
  expect(undone.text).toBe(sample.text);
}

/** All laws of an addition, for a file that takes it. */
export function assertLaws(sample: Sample, plan: Plan): void {
  assertInsertionOnly(sample.text, plan);
  assertIdempotent(mirrorMap(sample.asked), sample.options, plan);
  assertEffect(sample, plan);
  assertHabits(sample.text, plan);
  assertPlace(sample, plan);
  assertPlainToml(sample.text, plan);
  assertCommuting(sample, plan);
  assertUndo(sample, plan);
}

function assertList(
  judge: Judge,
  before: Data,
  after: Data,
  registry: string,
  asked: readonly Asked[],
): void {
  const old = judge.mirrors(before, registry) ?? [];
  const list = judge.mirrors(after, registry) ?? [];
  const missing = asked.filter((each) => !old.some((there) => judge.isSame(there, each)));
  const added = missing.map((each) => judge.written(each));
  expect(list.length, `mirrors of ${registry}`).toBe(old.length + added.length);
  const key = (value: unknown): string => JSON.stringify(value);
  // The new ones, in order; without them the old ones as they were.
  const places: number[] = [];
  for (const each of added) {
    const from = (places.at(-1) ?? -1) + 1;
    const index = list.findIndex((there, at) => at >= from && key(there) === key(each));
    expect(index, `${key(each)} in ${key(list)}`).not.toBe(-1);
    places.push(index);
  }
  expect(list.filter((_, index) => !places.includes(index)).map(key)).toEqual(old.map(key));
  const upstream = list.findIndex(
    (there, index) => !places.includes(index) && judge.isUpstream(there, registry, after),
  );
  if (upstream !== -1) for (const place of places) expect(place).toBeLessThan(upstream);
}

/** containerd 2.2.0 and 2.2.1 take mirrors only beside an empty `config_path`. */
function needsConfigPath({ options }: Sample, plan: Plan): boolean {
  return options.target === 'containerd@2.2.0' && plan.changed;
}

function withConfigPath(data: Data): Data {
  const plugins = data['plugins'] as Record<string, { registry: Data }>;
  const plugin = 'io.containerd.cri.v1.images';
  const registry = { config_path: '', ...plugins[plugin]?.registry };
  return { ...data, plugins: { ...plugins, [plugin]: { ...plugins[plugin], registry } } };
}

function isLineStart(text: string, at: number): boolean {
  return at > 0 && text[at - 1] === '\n';
}

interface Habits {
  /** All that lines begin with, in a row. */
  readonly indents: string;
  readonly openLines: number;
  readonly headers: number;
  readonly headersWithEntry: number;
  /** Whether an array of many lines has no item yet, whose indent others could follow. */
  readonly openArray: boolean;
  /** Blank lines in a row; 0 when there are less than two headers to have a gap between. */
  readonly widestGap: number;
  readonly quotes: ReadonlySet<string>;
}

const TOKENS = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#.*/g;

/** Looks at lines alone; strings of many lines and comments do not count. */
function habitsOf(text: string): Habits {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
  const plain = lines.replace(TOKENS, (token) => (/^("""|''')/.test(token) ? '0' : token));
  const code = plain.replace(TOKENS, (token) => (token.startsWith('#') ? '' : token));
  const gaps = plain.match(/(?<=\n)(?:[ \t]*\n)+(?=[ \t]*[#[])/g) ?? [];
  return {
    indents: code.match(/^[ \t]+(?=[^ \t\n])/gm)?.join('') ?? '',
    openLines: plain.match(/[ \t]+$/gm)?.length ?? 0,
    headers: code.match(/^[ \t]*\[/gm)?.length ?? 0,
    headersWithEntry: code.match(/^[ \t]*\[[^\n]*\n[ \t]*[^[\s]/gm)?.length ?? 0,
    openArray: /\[[ \t]*\n\s*\]/.test(code),
    widestGap: Math.max(0, ...gaps.map((gap) => gap.split('\n').length - 1)),
    quotes: new Set(code.match(/["']/g)),
  };
}
