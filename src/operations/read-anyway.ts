// Texts that are no TOML and that the target's own parser takes nevertheless.

import type { Data } from '../engines/toml/data.ts';
import { readToml } from '../engines/toml/read.ts';
import { byPath } from '../formats/detect.ts';
import { parserOf } from '../formats/dialect.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Format } from '../model/format.ts';
import { parseTarget } from '../model/target.ts';
import type { TomlTable, TomlValue } from '../toml/index.ts';
import type { FormatOptions } from './options.ts';
import { comesFrom, HOME, HUB_IMAGE, INTENDED, type Pulls, pullsOf, treeOf } from './probe.ts';

/** The finding of a text that is no TOML, milder where the target's release uses the text. */
export function asRead(finding: Finding, text: string, options: FormatOptions): Finding {
  const { target, path } = options;
  const format = options.format ?? (path === undefined ? undefined : byPath(path));
  if (finding.code !== 'toml/syntax' || target === undefined || !format) return finding;
  const reader = parseTarget(target);
  if (!reader.release) return finding;
  const read = readToml(text, '', parserOf(reader));
  if ('message' in read) return finding;
  const tree = treeOf(format, text, tableOf(read.root));
  const fault = finding.message.replace(/ No engine reads it; mend it first\.$/, '');
  return isUsed(format, pullsOf(tree, HUB_IMAGE, { target }))
    ? {
        ...finding,
        severity: 'warning',
        message: `${fault} ${target} reads it nevertheless, and other releases refuse it. Mend it.`,
      }
    : {
        ...finding,
        message: `${fault} ${target} reads it nevertheless, but does not do what it seems to say. Mend it first.`,
      };
}

/** Whether pulls go as the file says: no rule can look at a text that is no TOML. */
function isUsed(format: Format, pulls: Pulls): boolean {
  const { byTag, byDigest } = pulls;
  if ([byTag, byDigest].some(({ load, failure }) => load !== 'ok' || failure)) return false;
  const left = byDigest.unused.filter(({ reason }) => !INTENDED.includes(reason));
  // Whatever a hosts.toml says is for every image of its registry.
  return left.length === 0 && (format !== 'hosts' || comesFrom(HOME.hosts, pulls));
}

/** The text's data as TOML has it, numbers and dates left out. */
function tableOf(data: Data): TomlTable {
  return data.kind === 'table'
    ? Object.fromEntries([...data.entries].map(([key, value]) => [key, plain(value)]))
    : {};
}

function plain(data: Data): TomlValue {
  if (data.kind === 'table') return tableOf(data);
  if (data.kind === 'list') return data.items.map(plain);
  return data.kind === 'string' || data.kind === 'boolean' ? data.value : 0;
}
