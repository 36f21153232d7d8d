// What a buildkitd.toml is made of before anybody asks what it means: its headers and its first
// character.
import type { TextRange } from '../../text/edit.ts';
import type { OpenFile } from '../adapter.ts';

/** Headers that BuildKit before 0.28 cannot read: it stops at the first `]`, in quotes or not. */
export function bracketHeaders({ document }: OpenFile): readonly TextRange[] {
  return document.sections
    .filter(({ keyStart, keyEnd }) => document.text.slice(keyStart, keyEnd).includes(']'))
    .map(({ keyStart, keyEnd }) => ({ start: keyStart, end: keyEnd }));
}

/** Whether the text begins with a byte order mark, which BuildKit 0.28 takes for a key. */
export function hasByteOrderMark({ document }: OpenFile): boolean {
  return document.text.charCodeAt(0) === 0xfeff;
}
