// The known name that somebody probably meant by an unknown one.

/** The closest of the names, when it is close enough to be meant; `undefined` else. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const written = plain(name);
  const allowed = written.length < 5 ? 1 : 2;
  let best: string | undefined;
  let least = allowed + 1;
  for (const each of known) {
    if (Math.abs(each.length - name.length) > allowed + 1) continue;
    const steps = distance(written, plain(each));
    if (steps < least) {
      least = steps;
      best = each;
    }
  }
  return best;
}

/** `, did you mean "…"?` as half a sentence; nothing when no name is close. */
export function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

/** Case and separators are what people get wrong most: they do not count. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '');
}

/** How many letters to add, drop, replace or swap with a neighbour to make one name of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let steps = Math.min(
        (line[column - 1] ?? 0) + 1,
        (above[column] ?? 0) + 1,
        (above[column - 1] ?? 0) + same,
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && swapped) steps = Math.min(steps, (before[column - 2] ?? 0) + 1);
      line.push(steps);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}
