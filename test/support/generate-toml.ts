// Spells a tree of data as TOML in every way that TOML has: headers, dotted keys, inline tables,
// arrays of tables in either form, any order, quoting, spacing, indent, comments and line ends.
import type { Choices } from './generate.ts';
import {
  type Author,
  author,
  between,
  closing,
  gap,
  joined,
  opening,
  tableForm,
} from './generate-author.ts';
import { entryLine, headerLine } from './generate-words.ts';
import { isTables, isTree, type Tree, type Value } from './tree.ts';

/** A header with what stands in its body; the root has no header. */
interface Block {
  readonly header: string | undefined;
  readonly depth: number;
  readonly body: string[];
}

/** Where the blocks of tables go that are written as headers; `undefined` where none may. */
type Sink = ((...blocks: readonly Block[]) => void) | undefined;

/** The body that entries go to, and the names from its header down to the table at hand. */
interface Place {
  readonly block: Block;
  readonly path: readonly string[];
  readonly below: readonly string[];
  readonly sink: Sink;
}

/** The text of a document that says what `data` says. Now and then it is no TOML: filter it. */
export function spell(choices: Choices, data: Tree): string {
  const writer = author(choices);
  const units: Block[][] = [];
  const root: Block = { header: undefined, depth: 0, body: [] };
  const sink = (...unit: readonly Block[]): void => void units.push([...unit]);
  spellTable(writer, data, { block: root, path: [], below: [], sink });
  const lines = [root, ...ordered(choices, units)].flatMap((block) => blockLines(writer, block));
  return joined(writer, [...opening(writer), ...lines, ...closing(writer)]);
}

function spellTable(writer: Author, data: Tree, place: Place): void {
  const entries = writer.choices.rarely(3) ? [...data].toReversed() : [...data];
  for (const [key, value] of entries) {
    if (isTree(value)) spellSubTable(writer, key, value, place);
    else if (isTables(value)) spellTables(writer, key, value, place);
    else put(writer, place, key, value);
  }
}

function spellSubTable(writer: Author, key: string, value: Tree, place: Place): void {
  const form = tableForm(writer, place.sink !== undefined);
  if (form === 'header') spellHeader(writer, key, value, place);
  else if (form === 'dotted' && value.size > 0) {
    // A table that dotted keys have made may have headers for the tables below it.
    const sink = writer.choices.rarely(3) ? place.sink : undefined;
    spellTable(writer, value, { ...place, below: [...place.below, key], sink });
  } else put(writer, place, key, value);
}

function spellHeader(writer: Author, key: string, value: Tree, place: Place): void {
  const path = [...place.path, ...place.below, key];
  const implicit = value.size > 0 && [...value.values()].every(isTree);
  if (implicit && writer.choices.rarely(2)) {
    for (const [name, each] of value as ReadonlyMap<string, Tree>) {
      spellHeader(writer, name, each, { ...place, path, below: [] });
    }
    return;
  }
  const block = headed(writer, path, false);
  place.sink?.(block);
  spellTable(writer, value, { block, path, below: [], sink: place.sink });
}

function spellTables(writer: Author, key: string, value: readonly Tree[], place: Place): void {
  const inline = place.below.length > 0 || tableForm(writer, false) === 'inline';
  if (!place.sink || inline) {
    put(writer, place, key, value);
    return;
  }
  // What is below an element follows it: all elements are one unit.
  const path = [...place.path, key];
  const unit: Block[] = [];
  const sink = (...blocks: readonly Block[]): void => void unit.push(...blocks);
  for (const element of value) {
    const block = headed(writer, path, true);
    unit.push(block);
    spellTable(writer, element, { block, path, below: [], sink });
  }
  place.sink(...unit);
}

function headed(writer: Author, path: readonly string[], element: boolean): Block {
  return { header: headerLine(writer, path, element), depth: path.length, body: [] };
}

function put(writer: Author, { block, below }: Place, key: string, value: Value): void {
  block.body.push(entryLine(writer, [...below, key], value, block.depth));
}

/** The units one after the other; now and then in any order and into each other. */
function ordered(choices: Choices, units: readonly (readonly Block[])[]): readonly Block[] {
  if (!choices.rarely(3)) return units.flat();
  const left = units.map((unit) => [...unit]);
  const result: Block[] = [];
  while (left.length > 0) {
    const at = choices.rarely(2) ? choices.upTo(left.length - 1) : 0;
    const next = left[at]?.shift();
    if (next) result.push(next);
    else left.splice(at, 1);
  }
  return result;
}

function blockLines(writer: Author, { header, depth, body }: Block): readonly string[] {
  const entries = body.flatMap((entry) => [...between(writer, depth), entry]);
  return header === undefined ? entries : [...gap(writer, depth), header, ...entries];
}
