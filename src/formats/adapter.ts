// What every format offers to the operations: how its files say which registry has which mirrors,
// and how that is changed. The operations know nothing else of a format.
import type { Finding } from '../model/diagnostic.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Format } from '../model/format.ts';
import type { Mirror } from '../model/mirror.ts';
import type { Unlisted } from '../model/plan.ts';
import type { TextRange } from '../text/edit.ts';
import type { Draft, Effect, Node } from '../toml/index.ts';
import type { ConfigAst } from './ast.ts';
import type { OpenFile } from './open-file.ts';
import type { Rule } from './rule.ts';

export type { OpenFile } from './open-file.ts';

/** A mirror as a file has it. */
export interface MirrorEntry {
  readonly mirror: Mirror;
  /** Where its requests go; `undefined` when the engine can send none, so nothing equals it. */
  readonly endpoint: Endpoint | undefined;
  /** Whether it is the registry's own server, before which mirrors belong. */
  readonly upstream: boolean;
  readonly range: TextRange;
  /**
   * Why the engine does not use it as the mirror that it says: it does not count as there. Some make
   * every pull of their registry fail.
   */
  readonly fault?: Finding;
}

/** What a file says of one registry. */
export interface RegistryEntry {
  readonly registry: string;
  /** In the order in which the engine tries them. */
  readonly mirrors: readonly MirrorEntry[];
  readonly range: TextRange;
  readonly node: Node;
}

/** A mirror that is wanted, in the one spelling that descriptions are compared in. */
export interface WantedMirror {
  readonly mirror: Mirror;
  readonly endpoint: Endpoint;
}

/** Mirrors to come before position `index` of an entry's mirrors, or into a new entry. */
export interface Insertion {
  readonly registry: string;
  readonly entry: RegistryEntry | undefined;
  readonly additions: readonly { readonly index: number; readonly wanted: WantedMirror }[];
}

/** What to take out of an entry; all of its mirrors means the entry itself. */
export interface Removal {
  readonly entry: RegistryEntry;
  readonly mirrors: readonly MirrorEntry[];
}

/** Edits of a text, and what they are meant to do to its data. */
export interface Amendment {
  readonly drafts: readonly Draft[];
  readonly effects: readonly Effect[];
  /** By registry, the offset at which its first insertion goes in. */
  readonly places: ReadonlyMap<string, number>;
}

export interface FormatAdapter {
  readonly format: Format;
  /** The registry as this format's files key it; throws a `MirrorConfError` for one it cannot have. */
  readonly registryKey: (name: string, file: OpenFile) => string;
  /** What an engine refuses or ignores in the file as a whole, so that no mirror would be used. */
  readonly obstacles: (file: OpenFile) => readonly Finding[];
  readonly entries: (file: OpenFile) => readonly RegistryEntry[];
  /** The entry of one registry, spelled as `registryKey` does, without reading all others. */
  readonly entry: (registry: string, file: OpenFile) => RegistryEntry | undefined;
  /** What an entry says that changes its registry's pulls and is in none of its mirrors. */
  readonly unlisted: (entry: RegistryEntry, file: OpenFile) => readonly Unlisted[];
  /** Where a new file for the registry belongs, relative to where the engine keeps such files. */
  readonly pathOf: (registry: string) => string;
  /** For a format of one registry a file: the registry that a path names. */
  readonly registryOfPath?: (path: string) => string | undefined;
  /** Throws `not-expressible` and the like for a mirror that the format cannot say. */
  readonly checkMirror: (wanted: WantedMirror, registry: string, file: OpenFile) => void;
  /** Whether a mirror that is there and is not the wanted one cannot stand beside it. */
  readonly excludes?: (there: MirrorEntry, wanted: WantedMirror, file: OpenFile) => boolean;
  /** What is worth saying about mirrors that are asked for, given what the file says. */
  readonly remarks: (insertions: readonly Insertion[], file: OpenFile) => readonly Finding[];
  readonly insert: (insertions: readonly Insertion[], file: OpenFile) => Amendment;
  readonly remove: (removals: readonly Removal[], file: OpenFile) => Omit<Amendment, 'places'>;
  readonly ast: (file: OpenFile) => ConfigAst;
  readonly rules: readonly Rule[];
}
