// Sets `config_path` of a config.toml to one folder.
import { registryPath } from '../../formats/containerd/section.ts';
import {
  decode,
  insertTree,
  nodeAt,
  openDocument,
  type TomlTable,
  valueRange,
} from '../../toml/index.ts';
import { type Amended, amend } from '../verify.ts';

/** The text with `config_path = folder`, put in or in the place of what it was. */
export function setConfigPath(text: string, folder: string): Amended {
  const { data = {} } = decode(text);
  const path = [...registryPath(data), 'config_path'];
  const { root } = openDocument(text);
  const node = nodeAt(root, path);
  const range = node && valueRange(node);
  const effects = [{ op: 'set', path, value: folder }] as const;
  if (range) {
    const quote = text[range.start] === "'" ? "'" : '"';
    const drafts = [{ ...range, text: quote + folder + quote, rank: 0 }];
    return amend(text, data, { drafts, effects });
  }
  const tree = path.reduceRight<TomlTable | string>((below, key) => ({ [key]: below }), folder);
  const drafts = insertTree(root, tree as TomlTable);
  return amend(text, data, { drafts, effects });
}
