// Which texts Go's time.ParseDuration takes, and which of them are less than nothing.

/** `300ms`, `-1.5h`, `2h45m` and `0` are durations; a number without a unit is none. */
export function isDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/u.test(text);
}

/** Of a text that is a duration. */
export function isNegativeDuration(text: string): boolean {
  return text.startsWith('-') && /[1-9]/.test(text);
}
