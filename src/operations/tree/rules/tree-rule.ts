// What a rule for a whole machine is: a fault that takes several files, a file's name or a folder to
// see. Beside it stand the rules of single files, which have the same words.
import { type ReleaseRange, severityOf } from '../../../formats/rule.ts';
import type { Finding, Fix, Severity } from '../../../model/diagnostic.ts';
import type { Target } from '../../../model/target.ts';
import type { ConfigTree, TreeSurroundings } from '../../../model/tree.ts';
import type { TextRange } from '../../../text/edit.ts';

/** A place where a rule's fault is. */
export interface TreeFault {
  /** A file or, where none is to blame, a folder; links are followed later. */
  readonly path: string;
  /** Missing: the file as a whole, or the folder. */
  readonly range?: TextRange;
  /** What is wrong here, why it matters (which engine does what), and what to do. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Where this place is graver or milder than the rule usually is. */
  readonly severity?: Severity;
}

/** A machine that shows a rule. */
export interface TreeExample extends TreeSurroundings {
  readonly files: ConfigTree;
  readonly target: string;
}

/** The words of a rule, whatever it looks at. */
export interface TreeRuleWords {
  /** `<format>/<fault>`, never reused. */
  readonly code: string;
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly title: string;
  /** What each engine does with it, as measured. */
  readonly effect: string;
  /** How to mend it. */
  readonly remedy: string;
  /** Where the fact comes from: `engines.md B.2, F14`. */
  readonly source: string;
  /** As those of a rule for single files. */
  readonly releases?: readonly ReleaseRange[];
  readonly fix: 'none' | 'ask';
  readonly bad: TreeExample;
  readonly good: TreeExample;
}

/** A rule for machines as one engine sees them. */
export interface TreeRule<Machine> extends TreeRuleWords {
  /** Rules for single files that say the same where they find it: then this one is silent. */
  readonly saidBy?: readonly string[];
  readonly check: (machine: Machine) => readonly TreeFault[];
}

/** A finding and the file or folder that it is about. */
export interface TreeFinding extends Finding {
  readonly path: string;
}

export function treeFindingOf(
  rule: TreeRuleWords,
  fault: TreeFault,
  { release }: Target,
): TreeFinding {
  const { path, message, fixes = [], range = START } = fault;
  return {
    code: rule.code,
    severity: severityOf(rule, fault, release),
    message,
    path,
    range: { start: range.start, end: range.end },
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

const START: TextRange = { start: 0, end: 0 };
