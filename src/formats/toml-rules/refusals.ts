// Which releases refuse or misread a TOML construct in files of a format, and where a text has one.
import type { Severity } from '../../model/diagnostic.ts';
import type { Format } from '../../model/format.ts';
import type { TextRange } from '../../text/edit.ts';
import type { Construct, ConstructName } from '../../toml/index.ts';
import { DIALECTS, type ParserName, parserOf } from '../dialect.ts';
import type { OpenFile } from '../open-file.ts';

/** A construct that some reader of the file does not take as TOML has it. */
export interface Refusal extends Construct {
  /** Who: the target, or the releases of the engine. */
  readonly who: string;
  readonly severity: Severity;
}

type Readers = readonly (readonly [parser: ParserName, releases: string])[];

const CONTAINERD: Readers = [
  ['go-toml 1.9', 'containerd 1.x'],
  ['go-toml 2.0', 'containerd 2.0 to 2.3'],
  ['go-toml 2.4', 'containerd 2.4'],
];

const READERS: Readonly<Record<Format, Readers>> = {
  containerd: CONTAINERD,
  hosts: CONTAINERD,
  registries: [
    ['BurntSushi 1.0', 'containers-image before 5.26 (Podman before 4.6)'],
    ['BurntSushi 1.3', 'containers-image 5.26 to 5.39 (Podman 4.6 to 5.8)'],
    ['BurntSushi 1.6', 'containers-image 5.40 and later'],
  ],
  buildkitd: [
    ['BurntSushi 1.0', 'BuildKit before 0.10'],
    ['go-toml 1.9', 'BuildKit 0.10 to 0.27'],
    ['go-toml 2.0', 'BuildKit 0.28 and later'],
  ],
};

/**
 * The constructs of the given names that the target's parser does not take, in text order. Without a
 * release those that any release does not take: as warnings, unless none takes them.
 */
export function refusals(file: OpenFile, names: readonly ConstructName[]): readonly Refusal[] {
  const readers = READERS[file.format];
  const known = file.target?.release ? parserOf(file.target) : undefined;
  const asked = names.flatMap((name) => {
    const failing = readers.filter(
      ([parser]) => DIALECTS[parser][name] !== 'taken' && (!known || parser === known),
    );
    if (failing.length === 0) return [];
    const all = known !== undefined || failing.length === readers.length;
    const who = known ? (file.target?.text ?? '') : failing.map(([, each]) => each).join(', ');
    return [[name, { who, severity: all ? 'error' : 'warning' }] as const];
  });
  if (asked.length === 0) return [];
  const byName = new Map<ConstructName, Pick<Refusal, 'who' | 'severity'>>(asked);
  return file.document.constructs.flatMap((construct) => {
    const verdict = byName.get(construct.name);
    return verdict ? [{ ...construct, ...verdict }] : [];
  });
}

/** The refusals that stand in one entry or header, and are one fault together. */
export interface RefusalGroup {
  readonly first: Refusal;
  readonly all: readonly Refusal[];
  /** The entry or header. */
  readonly around: TextRange;
}

export function grouped(file: OpenFile, found: readonly Refusal[]): readonly RefusalGroup[] {
  if (found.length === 0) return [];
  const places = file.document.sections.flatMap((section): readonly TextRange[] => [
    ...(section.kind === 'root' ? [] : [{ start: section.start, end: section.headerEnd }]),
    ...section.entries.map(({ start, valueEnd }) => ({ start, end: valueEnd })),
  ]);
  const groups = new Map<string, { first: Refusal; all: Refusal[]; around: TextRange }>();
  let at = 0;
  for (const each of found) {
    while (at < places.length && (places[at]?.end ?? 0) <= each.start) at++;
    const around = places[at] ?? each;
    const key = `${each.name} ${around.start}`;
    const group = groups.get(key);
    if (group) group.all.push(each);
    else groups.set(key, { first: each, all: [each], around });
  }
  return [...groups.values()];
}
