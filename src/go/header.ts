// Which header fields Go's net/http sends; a request with any other fails before it leaves.

/** What HTTP can't carry of a header with these values. */
export function headerFault(name: string, values: readonly string[]): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) return `"${name}" is no name of a header`;
  if (values.every(isHeaderValue)) return undefined;
  return `the value of the header "${name}" has a control character in it`;
}

/** Anything but control characters; a tab is none. */
function isHeaderValue(value: string): boolean {
  return [...value].every((char) => char === '\t' || (char >= ' ' && char !== '\u007f'));
}
