// The public surface: named re-exports and nothing else.
export type { FormatAst } from './formats/ast.ts';
export type { Diagnostic, Finding, Fix, Severity } from './model/diagnostic.ts';
export { MirrorConfError } from './model/error.ts';
export type { Format } from './model/format.ts';
export type { Capability, Mirror, MirrorMap } from './model/mirror.ts';
export type { Change, Plan, RegistryMirrors } from './model/plan.ts';
export { addMirrors } from './operations/add-mirrors.ts';
export type { AddOptions, FormatOptions } from './operations/options.ts';
export { applyEdits, type TextEdit, type TextRange } from './text/edit.ts';
