// Sets one setting of a config.toml to a value, put in or in the place of what it was.
import { registryPath } from '../../formats/containerd/section.ts';
import {
  decode,
  insertTree,
  nodeAt,
  openDocument,
  stringText,
  type TomlTable,
  valueRange,
} from '../../toml/index.ts';
import { type Amended, amend } from '../verify.ts';

/** The text with `config_path = folder` in the registry table of the text's version. */
export function setConfigPath(text: string, folder: string): Amended {
  const { data = {} } = decode(text);
  return setSetting(text, [...registryPath(data), 'config_path'], folder);
}

export function setSetting(
  text: string,
  path: readonly string[],
  value: string | boolean,
): Amended {
  const { data = {} } = decode(text);
  const { root } = openDocument(text);
  const node = nodeAt(root, path);
  const range = node && valueRange(node);
  const effects = [{ op: 'set', path, value }] as const;
  if (range) {
    const quote = text[range.start] === "'" ? "'" : '"';
    const literal = typeof value === 'string' ? stringText(value, quote) : String(value);
    if (text.slice(range.start, range.end) === literal) return { text, edits: [] };
    return amend(text, data, { drafts: [{ ...range, text: literal, rank: 0 }], effects });
  }
  const tree = path.reduceRight<TomlTable | string | boolean>(
    (below, key) => ({ [key]: below }),
    value,
  );
  return amend(text, data, { drafts: insertTree(root, tree as TomlTable), effects });
}
