// Comments that silence rules: `# mirrorconf-disable CODE…` for the file and
// `# mirrorconf-disable-next-line CODE…` for the line below.
import type { Finding } from '../model/diagnostic.ts';
import type { TextRange } from '../text/edit.ts';
import type { LineIndex } from '../text/lines.ts';
import { beginsComment, type Document } from '../toml/index.ts';
import { isTreeRuleCode } from './tree/rules/index.ts';

/** One code that one comment silences. `line` is the line it is for; missing: the whole file. */
interface Silencing {
  readonly code: string;
  readonly line: number | undefined;
  readonly range: TextRange;
}

/** What every silencing comment holds. */
export const SILENCING = 'mirrorconf-disable';

const COMMENT = /#[ \t]*mirrorconf-disable(-next-line)?\b([^\r\n]*)/g;

/**
 * The findings that no comment silences, with one for each comment that silences nothing or names
 * a rule that is none. A rule that was not asked may have had something to silence.
 */
export function applySilencing(
  findings: readonly Finding[],
  document: Document,
  lines: LineIndex,
  isRule: (code: string) => boolean,
  isAsked: (code: string) => boolean = (code) => !isTreeRuleCode(code),
): readonly Finding[] {
  const silencings = silencingsOf(document, lines);
  if (silencings.length === 0) return findings;
  const used = new Set<Silencing>();
  const left = findings.filter((finding) => {
    const line = lines.position(finding.range.start).line;
    const matching = silencings.filter(
      (each) => each.code === finding.code && (each.line === undefined || each.line === line),
    );
    for (const each of matching) used.add(each);
    return matching.length === 0;
  });
  const idle = silencings
    .filter((each) => !used.has(each) && (isAsked(each.code) || !isRule(each.code)))
    .map((each) => idleFinding(each, isRule));
  return [...left, ...idle];
}

function silencingsOf(document: Document, lines: LineIndex): readonly Silencing[] {
  const { text } = document;
  return [...text.matchAll(COMMENT)].flatMap((match): readonly Silencing[] => {
    if (!beginsComment(document, match.index)) return [];
    const line = match[1] ? lines.position(match.index).line + 1 : undefined;
    const codes = match[2] ?? '';
    const start = match.index + match[0].length - codes.length;
    return [...codes.matchAll(/[^\s,]+/g)].map((code) => ({
      code: code[0],
      line,
      range: { start: start + code.index, end: start + code.index + code[0].length },
    }));
  });
}

function idleFinding({ code, line, range }: Silencing, isRule: (code: string) => boolean): Finding {
  if (!isRule(code)) {
    return {
      code: 'lint/unknown-code',
      severity: 'warning',
      range,
      message: `"${code}" is no rule, so the comment silences nothing. "mirrorconf rules" lists them.`,
    };
  }
  const where = line === undefined ? 'in this file' : 'on the next line';
  return {
    code: 'lint/unused-silencing',
    severity: 'warning',
    range,
    message: `There is no ${code} ${where} to silence. Take the code out of the comment.`,
  };
}
