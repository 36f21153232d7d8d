// Reads `[[registry]]`, in either spelling of arrays.
import type { TextRange } from '../../text/edit.ts';
import { type Node, nodeRange, type TomlTable } from '../../toml/index.ts';
import type { MirrorEntry, OpenFile, RegistryEntry } from '../adapter.ts';
import { mirrorEntries } from './mirrors.ts';
import { prefixOf, setting, settingNode, type Table, tablesOf } from './tables.ts';

/** One `[[registry]]` with its data; `prefix` is what image names are matched with. */
export interface RegistryElement extends Table {
  readonly index: number;
  readonly prefix: string;
  /** An earlier element has the same prefix, so that this one is dropped (engines.md C.10). */
  readonly dropped: boolean;
}

/** The elements of a file, and the one that the engine keeps of each prefix. */
interface Elements {
  readonly all: readonly RegistryElement[];
  readonly kept: ReadonlyMap<string, RegistryElement>;
}

/** Whoever works on one file asks for its elements many times. */
const known = new WeakMap<OpenFile, Elements>();

/** All elements in text order, dropped ones too. */
export function registryElements(file: OpenFile): readonly RegistryElement[] {
  return elementsOf(file).all;
}

export function asElements(tables: readonly Table[]): readonly RegistryElement[] {
  return readElements(tables).all;
}

/** The registries that the engine keeps: the first of each prefix. */
export function registriesEntries(file: OpenFile): readonly RegistryEntry[] {
  return [...elementsOf(file).kept.values()].map((element) => new Entry(element, file));
}

/** The registry that the engine keeps of a prefix. */
export function registriesEntry(prefix: string, file: OpenFile): RegistryEntry | undefined {
  const element = keptElement(prefix, file);
  return element && new Entry(element, file);
}

export function keptElement(prefix: string, file: OpenFile): RegistryElement | undefined {
  return elementsOf(file).kept.get(prefix);
}

function elementsOf(file: OpenFile): Elements {
  let elements = known.get(file);
  if (!elements) {
    const root = { node: file.document.root, data: file.data };
    elements = readElements(tablesOf(settingNode(root, 'registry'), setting(root, 'registry')));
    known.set(file, elements);
  }
  return elements;
}

function readElements(tables: readonly Table[]): Elements {
  const kept = new Map<string, RegistryElement>();
  const all = tables.map((table, index) => {
    const prefix = prefixOf(table);
    const element = new Element(table, index, prefix, kept.has(prefix));
    if (prefix !== '' && !element.dropped) kept.set(prefix, element);
    return element;
  });
  return { all, kept };
}

class Element implements RegistryElement {
  readonly index: number;
  readonly prefix: string;
  readonly dropped: boolean;
  private readonly table: Table;

  constructor(table: Table, index: number, prefix: string, dropped: boolean) {
    this.table = table;
    this.index = index;
    this.prefix = prefix;
    this.dropped = dropped;
  }

  get data(): TomlTable {
    return this.table.data;
  }

  get node(): Node {
    return this.table.node;
  }
}

/** Reads its mirrors when somebody asks: of a large file most are never looked at. */
class Entry implements RegistryEntry {
  readonly registry: string;
  private readonly element: RegistryElement;
  private readonly file: OpenFile;
  private known: readonly MirrorEntry[] | undefined = undefined;

  constructor(element: RegistryElement, file: OpenFile) {
    this.element = element;
    this.file = file;
    this.registry = element.prefix;
  }

  get mirrors(): readonly MirrorEntry[] {
    this.known ??= mirrorEntries(this.element, this.file);
    return this.known;
  }

  get range(): TextRange {
    return nodeRange(this.element.node);
  }

  get node(): Node {
    return this.element.node;
  }
}
