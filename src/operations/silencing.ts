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

const UNKNOWN_CODE = 'lint/unknown-code';
const UNUSED_SILENCING = 'lint/unused-silencing';

/** Whether the code is one of a finding about a silencing comment. */
export function isSilencingCode(code: string): boolean {
  return code === UNKNOWN_CODE || code === UNUSED_SILENCING;
}

/** What every silencing comment holds. */
export const SILENCING = 'mirrorconf-disable';

const COMMENT = /#[ \t]*(mirrorconf-disable[\w-]*)([^\r\n]*)/g;

/** Whether what begins a comment is for the next line alone. */
const WORDS: Readonly<Record<string, boolean>> = {
  [SILENCING]: false,
  [`${SILENCING}-next-line`]: true,
};

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
  const comments = commentsOf(document);
  if (comments.length === 0) return findings;
  const silencings = comments.flatMap((comment) => silencingsOf(comment, lines));
  const byPlace = new Map<string, Silencing[]>();
  for (const each of silencings) {
    const key = placeKey(each.code, each.line);
    const there = byPlace.get(key);
    if (there) there.push(each);
    else byPlace.set(key, [each]);
  }
  const used = new Set<Silencing>();
  const left = findings.filter(({ code, range }) => {
    const { line } = lines.position(range.start);
    const matching = [undefined, line].flatMap((at) => byPlace.get(placeKey(code, at)) ?? []);
    for (const each of matching) used.add(each);
    return matching.length === 0;
  });
  const idle = silencings
    .filter((each) => !used.has(each) && (isAsked(each.code) || !isRule(each.code)))
    .map((each) => idleFinding(each, isRule));
  return [...left, ...idle, ...comments.flatMap(mute)];
}

/** Without a line, for the whole file. */
function placeKey(code: string, line: number | undefined): string {
  return `${code} ${line ?? ''}`;
}

/** A comment that begins as a silencing one does. */
interface Comment {
  readonly word: string;
  readonly range: TextRange;
  readonly codes: readonly { readonly code: string; readonly range: TextRange }[];
}

function commentsOf(document: Document): readonly Comment[] {
  return [...document.text.matchAll(COMMENT)].flatMap((match): readonly Comment[] => {
    if (!beginsComment(document, match.index)) return [];
    const [whole, word = '', rest = ''] = match;
    const end = match.index + whole.length;
    const start = end - rest.length;
    const codes = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
      code,
      range: { start: start + index, end: start + index + code.length },
    }));
    return [{ word, range: { start: start - word.length, end: start }, codes }];
  });
}

function silencingsOf({ word, range, codes }: Comment, lines: LineIndex): readonly Silencing[] {
  const isForNextLine = WORDS[word];
  if (isForNextLine === undefined) return [];
  const line = isForNextLine ? lines.position(range.start).line + 1 : undefined;
  return codes.map((each) => ({ ...each, line }));
}

/** The finding about a comment that can silence nothing at all. */
function mute({ word, range, codes }: Comment): readonly Finding[] {
  const code = UNUSED_SILENCING;
  if (WORDS[word] === undefined) {
    const known = Object.keys(WORDS).join('" or "');
    const message = `The comment silences nothing: "${word}" is not known. Write "${known}".`;
    return [{ code, severity: 'warning', range, message }];
  }
  if (codes.length > 0) return [];
  const message = `The comment silences nothing: it names no rule. Write the code of a rule behind "${word}".`;
  return [{ code, severity: 'warning', range, message }];
}

function idleFinding({ code, line, range }: Silencing, isRule: (code: string) => boolean): Finding {
  if (!isRule(code)) {
    return {
      code: UNKNOWN_CODE,
      severity: 'warning',
      range,
      message: `"${code}" is no rule, so the comment silences nothing. "mirrorconf rules" lists them.`,
    };
  }
  const where = line === undefined ? 'in this file' : 'on the next line';
  return {
    code: UNUSED_SILENCING,
    severity: 'warning',
    range,
    message: `There is no ${code} ${where} to silence. Take the code out of the comment.`,
  };
}
