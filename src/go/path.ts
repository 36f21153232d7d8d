// How Go's path and filepath packages clean, join and match paths with `/` between their parts.

/** The shortest path that means the same: no `.`, no empty part, `..` resolved; `''` becomes `.`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  const joined = parts.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** The parts that are not empty, joined and cleaned; `''` when there are none. */
export function joinPath(...parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0 ? '' : cleanPath(filled.join('/'));
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return cleanPath(path.slice(0, slash + 1));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A shell pattern for one part of a path; `undefined` for one that Go calls bad. */
export function partPattern(pattern: string): ((name: string) => boolean) | undefined {
  const tokens = tokensOf(pattern);
  return tokens && ((name) => matches(tokens, [...name]));
}

/** Whether Go looks for files that match the part instead of taking it by its name. */
export function hasPattern(part: string): boolean {
  return /[*?[\\]/.test(part);
}

/** Any characters, or one that the predicate takes. */
type Token = 'any' | ((char: string) => boolean);

const TOKEN = /\*+|\?|\[(?:\^|(?!\^))(?:(?:\\.|[^\]\\-])(?:-(?:\\.|[^\]\\-]))?)+\]|\\.|[^\\[]/suy;

function tokensOf(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const scanner = new RegExp(TOKEN);
  while (scanner.lastIndex < pattern.length) {
    const text = scanner.exec(pattern)?.[0];
    if (text === undefined) return undefined;
    if (text.startsWith('*')) tokens.push('any');
    else if (text === '?') tokens.push(() => true);
    else if (text.startsWith('[') && text !== '[') tokens.push(classToken(text));
    else tokens.push((char) => char === lastChar(text));
  }
  return tokens;
}

function classToken(text: string): Token {
  const negated = text[1] === '^';
  const ranges = (
    text.slice(negated ? 2 : 1, -1).match(/(?:\\.|[^\\])(?:-(?:\\.|[^\\]))?/gsu) ?? []
  )
    .map((range) => range.match(/\\.|[^\\-]/gsu) ?? [])
    .map(([low = '', high = low]) => [codeOf(low), codeOf(high)] as const);
  return (char) => {
    const code = codeOf(char);
    return ranges.some(([low, high]) => low <= code && code <= high) !== negated;
  };
}

/** Each `any` starts short and grows only while what follows it does not fit. */
function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let resume: { readonly token: number; at: number } | undefined;
  while (at < name.length) {
    const next = tokens[token];
    if (next === 'any') {
      resume = { token: ++token, at };
    } else if (next?.(name[at] as string)) {
      token++;
      at++;
    } else if (resume) {
      ({ token } = resume);
      at = ++resume.at;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((left) => left === 'any');
}

function lastChar(text: string): string {
  return [...text].at(-1) ?? '';
}

function codeOf(text: string): number {
  return lastChar(text).codePointAt(0) ?? 0;
}
