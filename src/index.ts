// The public surface: named re-exports and nothing else.
export type {
  BuildkitdAst,
  ConfigAst,
  ContainerdAst,
  HostsAst,
  Located,
  MirrorAst,
  RegistriesAst,
  RegistryAst,
} from './formats/ast.ts';
export type { Diagnostic, Finding, Fix, Severity } from './model/diagnostic.ts';
export { MirrorConfError } from './model/error.ts';
export type { Format } from './model/format.ts';
export type { Capability, Mirror, MirrorMap } from './model/mirror.ts';
export type { Change, Plan, RegistryMirrors, Unlisted } from './model/plan.ts';
export type { EngineFamily } from './model/target.ts';
export type {
  ConfigTree,
  Load,
  PullAttempt,
  PullFailure,
  PullPlan,
  TreeOptions,
  TreePlace,
  TreeSurroundings,
  UnusedEntry,
} from './model/tree.ts';
export { addMirrors } from './operations/add-mirrors.ts';
export {
  type Conversion,
  type ConversionLoss,
  type ConvertedFile,
  type ConvertOptions,
  convertMirrors,
} from './operations/convert-mirrors.ts';
export { explainPull } from './operations/explain-pull.ts';
export { fix } from './operations/fix.ts';
export { type LintOptions, lint } from './operations/lint.ts';
export { type FileDiagnostic, lintTree, type TreeLintOptions } from './operations/lint-tree.ts';
export { listMirrors } from './operations/list-mirrors.ts';
export type { AddOptions, FormatOptions } from './operations/options.ts';
export { detectFormat, parseConfig } from './operations/parse-config.ts';
export { removeMirrors } from './operations/remove-mirrors.ts';
export type { MirrorSelection } from './operations/selection.ts';
export { setMirrors } from './operations/set-mirrors.ts';
export { migrateToHosts } from './operations/tree/migrate-to-hosts.ts';
export { planMirrors } from './operations/tree/plan-mirrors.ts';
export type { PlanOptions } from './operations/tree/plan-options.ts';
export type { FilePlan, TreePlan, TreeRemark } from './operations/tree/tree-plan.ts';
export { applyEdits, type TextEdit, type TextRange } from './text/edit.ts';
