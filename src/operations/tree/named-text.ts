// A config.toml whose section has another name than its own version gives it: a drop-in without
// version adopts one, and some releases read the names of several versions (engines.md A.2, A.8).
import { V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../../formats/containerd/section.ts';
import { MirrorConfError } from '../../model/error.ts';
import { applyEdits, type TextEdit, type TextRange } from '../../text/edit.ts';
import { child, decode, openDocument, valueRange } from '../../toml/index.ts';

/** The config versions that differ in how the section that owns `registry` is named. */
export type NamingVersion = 1 | 2 | 3;

export const SECTIONS: Readonly<Record<NamingVersion, string>> = {
  1: V1_PLUGIN,
  2: V2_PLUGIN,
  3: V3_PLUGIN,
};

/** The version whose names a text by itself is written with. */
export function ownNaming(text: string): NamingVersion {
  const version = decode(text).data?.['version'];
  if (typeof version !== 'number' || version <= 1) return 1;
  return version === 2 ? 2 : 3;
}

interface Planned {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * What `plan` makes of the text if its sections are named as in `naming`. It is given a text with
 * that version; in the result the version is what it was.
 */
export function planNamed<T extends Planned>(
  text: string,
  naming: NamingVersion,
  plan: (text: string) => T,
): T {
  if (ownNaming(text) === naming) return plan(text);
  const value = versionRange(text);
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const hole = value ?? { start, end: start };
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const filling = value ? String(naming) : `version = ${naming}${eol}`;
  const planned = said(naming, () =>
    plan(text.slice(0, hole.start) + filling + text.slice(hole.end)),
  );
  const edits = planned.edits.map((edit) => ({
    ...edit,
    start: offsetWithout(hole, filling, edit.start),
    end: offsetWithout(hole, filling, edit.end),
  }));
  return { ...planned, text: applyEdits(text, edits), edits };
}

/** Refusals name the version that the text was taken for, which is not the one in it. */
function said<T>(naming: NamingVersion, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof MirrorConfError)) throw error;
    throw new MirrorConfError(error.code, `Read as version ${naming}: ${error.message}`);
  }
}

function versionRange(text: string): TextRange | undefined {
  const node = child(openDocument(text).root, 'version');
  return node && valueRange(node);
}

/** The offset in the text itself of one in the text with the hole filled. */
function offsetWithout(hole: TextRange, filling: string, offset: number): number {
  if (offset <= hole.start) return offset;
  return Math.max(hole.end, offset - filling.length + (hole.end - hole.start));
}
