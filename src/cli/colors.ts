// Whether there is colour: on a terminal, unless NO_COLOR is set (https://no-color.org).
import picocolors from 'picocolors';
import type { Host, Output } from './host.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;

export function colorsFor(output: Output, { environment }: Host): Colors {
  const wanted = (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  return picocolors.createColors(output.isTerminal && wanted);
}
