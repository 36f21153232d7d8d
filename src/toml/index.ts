// What the layers above may know of TOML: places, meaning, and planned insertions and removals.
export * from './decode.ts';
export * from './draft.ts';
export * from './effect.ts';
export { insertTree, type TableForm, tableForm } from './insert.ts';
export { insertElements } from './insert-items.ts';
export { insertHeaders } from './insert-tables.ts';
export { removeNodes } from './remove.ts';
export * from './view.ts';
