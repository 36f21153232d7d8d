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

/** A path part against a shell pattern; `undefined` for a pattern that Go calls bad. */
export function matchPart(pattern: string, name: string): boolean | undefined {
  const source = patternSource(pattern);
  return source === undefined ? undefined : new RegExp(`^${source}$`, 'su').test(name);
}

/** Whether Go looks for files that match the part instead of taking it by its name. */
export function hasPattern(part: string): boolean {
  return /[*?[\\]/.test(part);
}

function patternSource(pattern: string): string | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const token = PATTERN_TOKEN.exec(pattern.slice(at))?.[0];
    if (token === undefined) return undefined;
    at += token.length;
    if (token.startsWith('*')) source += '[^/]*';
    else if (token === '?') source += '[^/]';
    else if (token.startsWith('[')) source += classSource(token);
    else source += outsideClass(token.startsWith('\\') ? token.slice(1) : token);
  }
  return source;
}

const PATTERN_TOKEN = /^(?:\*+|\?|\[\^?(?:(?:\\.|[^\]\\-])(?:-(?:\\.|[^\]\\-]))?)+\]|\\.|[^\\[])/su;

function classSource(token: string): string {
  const negated = token[1] === '^';
  const ranges =
    token.slice(negated ? 2 : 1, -1).match(/(?:\\.|[^\\-])(?:-(?:\\.|[^\\-]))?/gsu) ?? [];
  const members = ranges.map((range) => {
    const [low = '', high = low] = (range.match(/\\.|[^\\-]/gsu) ?? []).map((end) =>
      [...end].at(-1),
    );
    return low > high ? '' : `${insideClass(low)}-${insideClass(high)}`;
  });
  return `[${negated ? '^' : ''}${members.join('')}]`;
}

function outsideClass(char: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function insideClass(char: string): string {
  return /[\^\\\][-]/.test(char) ? `\\${char}` : char;
}
