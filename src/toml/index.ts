// What the layers above may know of TOML: places, meaning, and planned insertions and removals.
export { beginsComment } from './comments.ts';
export { type Construct, type ConstructName, findConstructs } from './constructs.ts';
export * from './decode.ts';
export * from './draft.ts';
export * from './effect.ts';
export { needsQuotes, stringText } from './emit.ts';
export { insertTree, type TableForm, tableForm } from './insert.ts';
export { insertElements } from './insert-items.ts';
export { insertHeaders } from './insert-tables.ts';
export { type Key, splitKey } from './keys.ts';
export * from './node-data.ts';
export { removeNodes } from './remove.ts';
export * from './view.ts';
