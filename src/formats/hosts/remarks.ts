// What is worth knowing about mirrors that go into a hosts.toml although nothing stands in their
// way, most of it because nobody said which release reads the file.
import type { Finding } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import { child, nodeRange, type TomlTable } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { hostsOf, serverOf } from './entries.ts';
import { bracketHeaders, hasByteOrderMark } from './headers.ts';
import { isSecondGeneration, readsServerAlone, settingName } from './release.ts';
import { isHeader, notAHeader } from './standing.ts';

const START: TextRange = { start: 0, end: 0 };

export function hostsRemarks(insertions: readonly Insertion[], file: OpenFile): readonly Finding[] {
  if (insertions.length === 0) return [];
  const remarks = [...headerRemarks(file), ...defaultRemarks(file), ...serverRemarks(file)];
  return file.target?.release ? remarks : [...remarks, ...releaseRemarks(insertions, file)];
}

function headerRemarks(file: OpenFile): readonly Finding[] {
  if (isSecondGeneration(file) === false) return [];
  return hostsOf(file)
    .filter(({ node }) => !isHeader(node))
    .map(({ node }) => ({ ...notAHeader(node), severity: 'warning' }));
}

/** `server` in the folder of all registries (engines.md B.1). */
function defaultRemarks(file: OpenFile): readonly Finding[] {
  const server = child(file.document.root, 'server');
  if (file.registry !== '*' || !server || serverOf(file) === undefined) return [];
  return [
    remark(
      'hosts/default-with-server',
      'warning',
      nodeRange(server),
      'The file is for all registries without one of their own, and "server" sends what no mirror has to one place instead of to each registry. Take it out unless that place serves them all.',
    ),
  ];
}

/** A first host brings life to a file that had none (engines.md B.3). */
function serverRemarks(file: OpenFile): readonly Finding[] {
  const server = child(file.document.root, 'server');
  if (!server || readsServerAlone(file) === true || hostsOf(file).length > 0) return [];
  return [
    remark(
      'hosts/server-takes-effect',
      'info',
      nodeRange(server),
      'containerd before 1.7.32 passes over a file without hosts: with the new one, "server" and what stands with it take effect there too. Check that they are meant.',
    ),
  ];
}

function releaseRemarks(insertions: readonly Insertion[], file: OpenFile): readonly Finding[] {
  const added = insertions.flatMap(({ additions }) => additions.map(({ wanted }) => wanted));
  const ipv6 = added.some(({ endpoint }) => endpoint.host.includes(']'));
  const [bracket] = ipv6 ? [START] : bracketHeaders(file);
  const referrers = hasReferrers(file.data, file)
    ? START
    : hostsOf(file).find(({ data }) => hasReferrers(data, file))?.range;
  const findings: Finding[] = [];
  if (hasByteOrderMark(file)) {
    findings.push(
      remark(
        'toml/byte-order-mark',
        'warning',
        { start: 0, end: 1 },
        'The file begins with a byte order mark: containerd 1.x reads it, 2.x passes over the whole file. Take the mark out.',
      ),
    );
  }
  if (bracket) {
    findings.push(
      remark(
        'hosts/ipv6-in-header',
        'warning',
        bracket,
        'containerd 1.x cannot read a header with "]" inside, not even in quotes, and passes over the whole file; 2.x reads it. Name the target release to be sure.',
      ),
    );
  }
  if (referrers) {
    findings.push(
      remark(
        'hosts/referrers-too-old',
        'warning',
        referrers,
        'The capability "referrers" came with containerd 2.2: releases before it pass over the whole file. Take it out if one of them reads this file.',
      ),
    );
  }
  if (added.some(({ mirror }) => mirror.dialTimeout !== undefined)) {
    findings.push(
      remark(
        'hosts/dial-timeout-ignored',
        'info',
        START,
        'containerd before 2.0.7 passes over dial_timeout and uses the mirror without it.',
      ),
    );
  }
  return findings;
}

function hasReferrers(table: TomlTable, file: OpenFile): boolean {
  const name = settingName(table, 'capabilities', file);
  const value = name === undefined ? undefined : table[name];
  const names = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return names.some((item) => item.toLowerCase() === 'referrers');
}

function remark(
  code: string,
  severity: 'warning' | 'info',
  range: TextRange,
  message: string,
): Finding {
  return { code, severity, range, message };
}
