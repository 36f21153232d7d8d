// What an operation on a machine's files returns: each file as it is to be, in an order of writing
// in which every step leaves the engine able to start.

import type { FileSystem } from '../../engines/filesystem.ts';
import { baseName, joinPath, parentPath } from '../../go/path.ts';
import { MirrorConfError } from '../../model/error.ts';
import type { Change } from '../../model/plan.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { composeEdits } from '../../text/compose.ts';
import type { TextEdit } from '../../text/edit.ts';

/** One file of a plan. */
export interface FilePlan {
  readonly path: string;
  /** The text that the plan was made for; missing when the file is new. */
  readonly before?: string;
  readonly text: string;
  /** Against `before`, or against an empty text. */
  readonly edits: readonly TextEdit[];
  readonly changes: readonly Change[];
}

/** Something worth knowing about a file of the tree, or about the tree when no file is to blame. */
export interface TreeRemark {
  readonly code: string;
  readonly severity: 'warning' | 'info';
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

export interface TreePlan {
  readonly changed: boolean;
  /** To be written one after the other, in this order; only files that change. */
  readonly files: readonly FilePlan[];
  /** The machine's files with the plan carried out. */
  readonly tree: ConfigTree;
  /**
   * Whether a daemon must be restarted to read the change: containerd, BuildKit and CRI-O read most
   * of their files once, hosts.toml is read at every pull, and Podman is no daemon.
   */
  readonly restart: boolean;
  readonly remarks: readonly TreeRemark[];
}

/** Files on their way into a plan, and what to say about them. */
export interface PlannedFiles {
  readonly files: readonly FilePlan[];
  readonly remarks: readonly TreeRemark[];
}

/** What makes a new text of the one that the file has at that point. */
export interface TextChange {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  readonly changes?: readonly Change[];
}

/** The plan for some files of a tree, in the order given. */
export function treePlan(
  tree: ConfigTree,
  { files, remarks }: PlannedFiles,
  target: Target,
): TreePlan {
  const changed = files.filter(({ before, text }) => before !== text);
  return {
    changed: changed.length > 0,
    files: changed,
    tree: withFiles(tree, changed),
    restart: isReadOnce(target) && changed.some(({ path }) => !path.endsWith('/hosts.toml')),
    remarks,
  };
}

export function withFiles(tree: ConfigTree, files: readonly FilePlan[]): ConfigTree {
  const changed = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  return { ...tree, ...changed };
}

/**
 * The files with one more change of one of them; a file that was not among them comes last. Throws
 * `tree/not-a-file` where a folder stands in the way.
 */
export function withChange(
  files: readonly FilePlan[],
  fs: FileSystem,
  path: string,
  change: (text: string | undefined) => TextChange,
): readonly FilePlan[] {
  const real = realPath(fs, path);
  if (fs.stat(real) === 'directory') {
    throw new MirrorConfError(
      'tree/not-a-file',
      `${path} is a folder where a file belongs. Take it away first.`,
    );
  }
  const earlier = files.find((file) => file.path === real);
  const before = fs.read(real);
  const { text, edits, changes = [] } = change(earlier?.text ?? before);
  const all = [...(earlier?.changes ?? []), ...changes];
  const file: FilePlan =
    before === undefined
      ? { path: real, text, edits: wholeText(text), changes: all }
      : {
          path: real,
          before,
          text,
          edits: composeEdits(before, earlier?.edits ?? [], edits),
          changes: all,
        };
  return earlier ? files.map((each) => (each === earlier ? file : each)) : [...files, file];
}

/** The path with links followed as far as it exists: where a text is to be written. */
export function realPath(fs: FileSystem, path: string): string {
  if (path === '/' || fs.stat(path) !== 'missing') return fs.resolve(path);
  return joinPath('/', realPath(fs, parentPath(joinPath('/', path))), baseName(path));
}

/** The edits that make a text out of nothing. */
function wholeText(text: string): readonly TextEdit[] {
  return text === '' ? [] : [{ start: 0, end: 0, text }];
}

function isReadOnce({ family, text }: Target): boolean {
  return family !== 'containers-image' || text.startsWith('cri-o');
}
