// Texts that are no TOML and that the target's own parser takes nevertheless.

import { readToml } from '../engines/toml/read.ts';
import { byPath } from '../formats/detect.ts';
import { parserOf } from '../formats/dialect.ts';
import type { Finding } from '../model/diagnostic.ts';
import { parseTarget } from '../model/target.ts';
import { explainPull } from './explain-pull.ts';
import type { FormatOptions } from './options.ts';
import { treeOf } from './probe.ts';

/** The finding of a text that is no TOML, milder where the target's release loads the text. */
export function asRead(finding: Finding, text: string, options: FormatOptions): Finding {
  const { target, path } = options;
  const format = options.format ?? (path === undefined ? undefined : byPath(path));
  if (finding.code !== 'toml/syntax' || target === undefined || !format) return finding;
  const reader = parseTarget(target);
  if (!reader.release || 'message' in readToml(text, '', parserOf(reader))) return finding;
  const { load } = explainPull(treeOf(format, text), 'docker.io/library/alpine:1', { target });
  if (load !== 'ok') return finding;
  return {
    ...finding,
    severity: 'warning',
    message: `${finding.message.replace(/ No engine reads it; mend it first\.$/, '')} ${target} reads it nevertheless, and other releases refuse it. Mend it.`,
  };
}
