// The place of something that the engine model has found, as findings show it.
import type { FileSystem } from '../../engines/filesystem.ts';
import type { Origin } from '../../engines/toml/data.ts';
import type { TextRange } from '../../text/edit.ts';

/** From the place to the end of its line. */
export function rangeOf(fs: FileSystem, { path, offset }: Origin): TextRange {
  const text = fs.read(path) ?? '';
  const line = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  return { start: Math.min(offset, text.length), end: offset + line.trimEnd().length };
}

/** File and line, for a message about another place. */
export function placeText(fs: FileSystem, origin: Origin): string {
  return `${fs.resolve(origin.path)}:${fs.lineAt(origin.path, origin.offset)}`;
}
