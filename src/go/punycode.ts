// How Go's net/http sends names in other scripts: each part of them in Punycode (RFC 3492).

/** The host with nothing but ASCII in it. */
export function asciiHost(host: string): string {
  return host
    .split('.')
    .map((label) => {
      const points = [...label].map((char) => char.codePointAt(0) ?? 0);
      return points.every((point) => point < FIRST) ? label : `xn--${encode(points)}`;
    })
    .join('.');
}

const FIRST = 0x80;
const BASE = 36;
const LOWEST = 1;
const HIGHEST = 26;

function encode(points: readonly number[]): string {
  const basic = points.filter((point) => point < FIRST);
  let result = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let done = basic.length;
  let point = FIRST;
  let delta = 0;
  let bias = 72;
  while (done < points.length) {
    const next = Math.min(...points.filter((each) => each >= point));
    delta += (next - point) * (done + 1);
    point = next;
    for (const each of points) {
      if (each < point) delta++;
      if (each !== point) continue;
      result += number(delta, bias);
      bias = adapted(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    point++;
  }
  return result;
}

/** A number in digits whose weights depend on the bias. */
function number(value: number, bias: number): string {
  let result = '';
  let left = value;
  for (let at = BASE; ; at += BASE) {
    const threshold = Math.min(Math.max(at - bias, LOWEST), HIGHEST);
    if (left < threshold) return result + left.toString(BASE).replace(/./, digit);
    const rest = left - threshold;
    const span = BASE - threshold;
    result += digit((threshold + (rest % span)).toString(BASE));
    left = Math.floor(rest / span);
  }
}

/** Letters come first, then the digits. */
function digit(char: string): string {
  return 'abcdefghijklmnopqrstuvwxyz0123456789'[Number.parseInt(char, BASE)] ?? '';
}

function adapted(delta: number, count: number, first: boolean): number {
  let value = Math.floor(delta / (first ? 700 : 2));
  value += Math.floor(value / count);
  let bias = 0;
  while (value > ((BASE - LOWEST) * HIGHEST) / 2) {
    value = Math.floor(value / (BASE - LOWEST));
    bias += BASE;
  }
  return bias + Math.floor(((BASE - LOWEST + 1) * value) / (value + 38));
}
