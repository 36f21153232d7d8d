// What is worth knowing about mirrors that go into a buildkitd.toml although nothing stands in their
// way: what older or newer releases make of the file.
import type { Finding } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import { nodeRange } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { mirrorsNode } from './entries.ts';
import { bracketHeaders, hasByteOrderMark } from './headers.ts';

export function buildkitdRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  if (insertions.length === 0 || file.target?.release) return [];
  return [...markRemarks(file), ...headerRemarks(file), ...caseRemarks(insertions, file)];
}

function markRemarks(file: OpenFile): readonly Finding[] {
  if (!hasByteOrderMark(file)) return [];
  return [
    warning(
      'toml/byte-order-mark',
      { start: 0, end: 1 },
      'The file begins with a byte order mark: BuildKit before 0.28 reads it, later ones do not start with it. Take the mark out.',
    ),
  ];
}

function headerRemarks(file: OpenFile): readonly Finding[] {
  const [bracket] = bracketHeaders(file);
  if (!bracket) return [];
  return [
    warning(
      'toml/bracket-in-header',
      bracket,
      'BuildKit before 0.28 cannot read a header with "]" inside, not even in quotes, and does not start; later ones read it. Name the target release to be sure.',
    ),
  ];
}

/** `Mirrors` and the like, which only the newer TOML library takes for `mirrors`. */
function caseRemarks(insertions: readonly Insertion[], file: OpenFile): readonly Finding[] {
  return insertions.flatMap(({ registry }) => {
    const array = mirrorsNode(registry, file);
    if (!array || array.key === 'mirrors') return [];
    return [
      warning(
        'buildkitd/key-case',
        nodeRange(array),
        `BuildKit before 0.28 passes over "${array.key}": it takes names only as they are. Write "mirrors".`,
      ),
    ];
  });
}

function warning(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'warning', range, message };
}
