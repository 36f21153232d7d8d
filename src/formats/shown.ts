// Text of a file as a message may repeat it: never a part that could be a secret (law 10), never so
// long that nobody reads on.

const LONGEST = 80;
const PLAIN = /^(?:[a-z][a-z0-9+.-]*:\/*)?[A-Za-z0-9._~*:[\]/+ -]*$/i;

/**
 * A URL, host, key or path in quotes; the bare noun where it holds anything that credentials, a
 * query or control characters could be part of.
 */
export function shown(text: string, noun: string): string {
  return text.length <= LONGEST && PLAIN.test(text) ? `"${text}"` : `this ${noun}`;
}

/** A sentence whose quoted parts come from a file, without anything of it that could be a secret. */
export function shownWords(words: string): string {
  return words.replace(/"([^"]*)"/g, (_, quoted: string) => shown(quoted, 'value'));
}
