// Which texts Go's time.ParseDuration takes.

/** `300ms`, `-1.5h`, `2h45m` and `0` are durations; a number without a unit is none. */
export function isDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/u.test(text);
}
