// Makes text fit to be shown: no credentials, no control characters.

/** Text for a terminal or a log: what a file says cannot move the cursor or fake a line. */
export function shown(text: string): string {
  return redacted(text).replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text without user names and passwords of URLs. */
export function redacted(text: string): string {
  return text.replace(/[^\s"'<>]+/g, (word) => {
    const start = word.indexOf('://');
    const end = word.lastIndexOf('@');
    return start === -1 || end < start ? word : `${word.slice(0, start)}://***${word.slice(end)}`;
  });
}
