// Which header fields Go's net/http sends; a request with any other fails before it leaves.

export function isHeaderName(name: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name);
}

/** Anything but control characters; a tab is none. */
export function isHeaderValue(value: string): boolean {
  return [...value].every((char) => char === '\t' || (char >= ' ' && char !== '\u007f'));
}
