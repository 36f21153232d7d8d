// listMirrors: what a text says about mirrors, in the one description of all formats.
import type { RegistryMirrors } from '../model/plan.ts';
import { openFile } from './open.ts';
import type { FormatOptions } from './options.ts';

/**
 * The registries of a text that have an entry, in text order, each with its mirrors in the order
 * in which the engine tries them.
 *
 * A URL that no request can go to is listed as it is written, but without credentials. Throws as
 * `addMirrors` does for a text that is no TOML or whose format is unknown.
 */
export function listMirrors(text: string, options: FormatOptions = {}): readonly RegistryMirrors[] {
  const { adapter, file } = openFile(text, options);
  return adapter.entries(file).map((entry) => {
    const { registry, mirrors, range } = entry;
    const unlisted = adapter.unlisted(entry, file);
    return {
      registry,
      mirrors: mirrors.map(({ mirror }) => mirror),
      range,
      ...(unlisted.length > 0 && { unlisted }),
    };
  });
}
