// parseConfig and detectFormat: a file's typed view, and what kind of file a text is.

import { detect } from '../formats/detect.ts';
import type { ConfigAst } from '../formats/index.ts';
import type { Format } from '../model/format.ts';
import { openDocument } from '../toml/index.ts';
import { openFile } from './open.ts';
import type { FormatOptions } from './options.ts';

/** Throws as `addMirrors` does for a text that is no TOML or whose format is unknown. */
export function parseConfig(text: string, options: FormatOptions = {}): ConfigAst {
  const { adapter, file } = openFile(text, options);
  return adapter.ast(file);
}

/**
 * What a text is, by its top-level keys, and where those do not tell by `path`; `undefined` when
 * neither does. Never throws, and does not ask whether the text is valid.
 */
export function detectFormat(text: string, path?: string): Format | undefined {
  return detect(openDocument(text), path);
}
