// The rules of TOML itself, held to the parsers' models: an error exactly where the release's parser
// refuses the text or reads another name in it, and fixes that change nothing of what it says.
import { describe, expect, test } from 'vitest';
import { readToml } from '../../../src/engines/toml/read.ts';
import { parserOf } from '../../../src/formats/dialect.ts';
import { formats } from '../../../src/formats/index.ts';
import { findFaults } from '../../../src/formats/rules.ts';
import { type Format, fix, lint } from '../../../src/index.ts';
import { parseTarget } from '../../../src/model/target.ts';
import { openFile } from '../../../src/operations/open.ts';
import { decode, sameData } from '../../../src/toml/index.ts';

const TEXTS: Readonly<Record<string, string>> = {
  plain: '[a.b]\nc = { d = 1 }\n',
  'byte order mark': '\ufeffa = 1\n',
  'line break in an inline table': 'a = {\n  b = 1,\n  c = { d = 2 }\n}\n',
  'line break and last comma': 'a = {\n  b = 1,\n}\n',
  'last comma': 'a = { b = 1, }\nc = [1, 2,]\n',
  'hexadecimal escape': 'a = "\\x41\\x42"\n',
  'escape for escape': 'a = ["\\e", "b"]\n',
  'time without seconds': 'a = 07:32\nb = 2026-01-31T07:32\n',
  'date without time': 'a = 2026-01-31\n',
  'day beyond the month': 'a = 2026-02-29T07:32:00Z\nb = [2028-02-29T07:32:00Z]\n',
  'integer beyond 64 bits': 'a = [1, -9_223_372_036_854_775_809]\n',
  'bracket in a header': '["a[b]"]\nc = 1\n',
  'tab after a dot of a header': '[a.\tb]\nc = 1\n',
  'tab after a dot of a key': 'a.\tb = 1\n',
  'blank after a dot of a key': 'a. b = 1\n',
  'blanks around a dot of a key': 'a . b = 1\n',
  'escape in a header': '["a\\u002eb"]\nc = 1\n',
  'quote in a header': '["a\\"b"]\nc = 1\n',
  'all of it in strings': `a = '[b.\t{ c = 1, }]'\nd = "# 07:32"\n`,
  'all of it in comments': '# \\e {\n# 1, }\na = 1\n',
};
/** What no rewriting mends that leaves the data alone. */
const HOPELESS: readonly string[] = [
  'bracket in a header',
  'date without time',
  'day beyond the month',
  'integer beyond 64 bits',
];
const TARGETS: Readonly<Record<Format, readonly string[]>> = {
  containerd: ['1.6.20', '1.7.34', '2.0.11', '2.1.9', '2.3.4', 'main'].map(
    (r) => `containerd@${r}`,
  ),
  hosts: ['1.6.20', '2.2.7', 'main'].map((release) => `containerd@${release}`),
  registries: ['podman@4.3', 'podman@5.4', 'containers-image@5.22', 'containers-image@5.41'],
  buildkitd: ['0.9', '0.12', '0.28', 'main'].map((release) => `buildkit@${release}`),
};
const CASES = (Object.keys(TARGETS) as Format[]).flatMap((format) =>
  TARGETS[format].flatMap((target) => Object.keys(TEXTS).map((name) => ({ format, target, name }))),
);

function tomlErrors(text: string, format: Format, target: string): readonly string[] {
  const { file } = openFile(text, { format, target });
  return findFaults(formats[format].rules, file)
    .filter(({ code, severity }) => code.startsWith('toml/') && severity === 'error')
    .map(({ code }) => code);
}

describe('what parsers refuse', () => {
  test.each(CASES)('$target reads as $format: $name', ({ format, target, name }) => {
    const text = TEXTS[name] ?? '';
    const parser = parserOf(parseTarget(target));
    const misread = parser === 'go-toml 1.9' && name === 'escape in a header';
    const refused = 'message' in readToml(text, '', parser);
    expect(tomlErrors(text, format, target).length > 0).toBe(refused || misread);
  });

  test.each(CASES)('$target reads as $format, mended: $name', ({ format, target, name }) => {
    const text = TEXTS[name] ?? '';
    const { text: mended } = fix(text, { format, target });
    const [before, after] = [decode(text).data, decode(mended).data];
    expect(sameData(before, after)).toBe(true);
    const hopeless = HOPELESS.includes(name);
    if (!hopeless) expect(tomlErrors(mended, format, target)).toEqual([]);
  });

  test('without a release, the message says who', () => {
    const [mark] = lint('\ufeffversion = 2\n', { format: 'containerd' });
    expect(mark?.severity).toBe('warning');
    expect(mark?.message).toContain('containerd 2.0 to 2.3, containerd 2.4');
  });
});
