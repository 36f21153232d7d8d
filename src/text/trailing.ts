// What a text ends in. A pattern for it would try at every place, which long runs make slow.

/** The text without the slashes that it ends in. */
export function withoutTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end--;
  return text.slice(0, end);
}
