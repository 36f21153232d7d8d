// A machine as one family of engines sees it: the files that are read, what each is, and what the rules
// for whole machines find.
import type { FileSystem } from '../../engines/filesystem.ts';
import { concerns } from '../../formats/rule.ts';
import { joinPath } from '../../go/path.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Format } from '../../model/format.ts';
import type { EngineFamily, Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import { BUILDKIT_FILE, buildkitMachine } from './buildkit-machine.ts';
import { type ContainerdMachine, containerdMachine } from './containerd-machine.ts';
import { readFolders } from './hosts-folders.ts';
import { holdsForContainerd, holdsForRegistries } from './in-tree.ts';
import { registriesMachine } from './registries-machine.ts';
import { buildkitdTreeRules } from './rules/buildkitd/index.ts';
import { containerdTreeRules } from './rules/containerd/index.ts';
import { hostsTreeRules } from './rules/hosts/index.ts';
import { registriesTreeRules } from './rules/registries/index.ts';
import { type TreeFinding, type TreeRule, treeFindingOf } from './rules/tree-rule.ts';
import { withSingleRoot } from './single-root.ts';

/** A file that the engine reads. */
export interface ReadFile {
  /** As the engine finds it, which tells a hosts.toml's registry. */
  readonly path: string;
  readonly format: Format;
  readonly text: string;
  /** Whether a finding about the file alone is true of the machine. */
  readonly holds: (finding: Finding) => boolean;
  /** The finding with what the machine knows of a way to mend it. */
  readonly refine?: (finding: Finding) => Finding;
}

/** A rule's findings, and which of single files say the same. */
export interface RuleFindings {
  readonly saidBy: readonly string[];
  readonly findings: readonly TreeFinding[];
}

export interface Inspection {
  readonly fs: FileSystem;
  readonly files: readonly ReadFile[];
  readonly ruled: readonly RuleFindings[];
}

type Inspect = (tree: ConfigTree, target: Target, options: TreeOptions) => Inspection;

export const INSPECTIONS: Readonly<Record<EngineFamily, Inspect>> = {
  containerd: (tree, target, options) => {
    const machine = containerdMachine(tree, target, options);
    const { fs } = machine;
    const rules = [...containerdTreeRules, ...hostsTreeRules];
    return { fs, files: filesOf(machine), ruled: found(rules, machine, target) };
  },
  'containers-image': (tree, target, options) => {
    const machine = registriesMachine(tree, target, options);
    const { fs } = machine;
    const files = machine.files.map(
      (path): ReadFile => ({
        path,
        format: 'registries',
        text: fs.read(path) ?? '',
        holds: holdsForRegistries(path, machine),
      }),
    );
    return { fs, files, ruled: found(registriesTreeRules, machine, target) };
  },
  buildkit: (tree, target, options) => {
    const machine = buildkitMachine(tree, target, options);
    const { fs } = machine;
    const text = fs.read(BUILDKIT_FILE);
    const file = { path: BUILDKIT_FILE, format: 'buildkitd', holds: () => true } as const;
    const files = text === undefined ? [] : [{ ...file, text }];
    return { fs, files, ruled: found(buildkitdTreeRules, machine, target) };
  },
};

function filesOf(machine: ContainerdMachine): readonly ReadFile[] {
  const configs = machine.files.map(
    (file): ReadFile => ({
      path: file.path,
      format: 'containerd',
      text: file.text,
      holds: (finding) => holdsForContainerd(finding, file, machine),
      refine: (finding) => withSingleRoot(finding, file, machine),
    }),
  );
  const hosts = readFolders(machine.folders).map(
    ({ path, text = '' }): ReadFile => ({
      path: joinPath(path, 'hosts.toml'),
      format: 'hosts',
      text,
      holds: () => true,
    }),
  );
  return [...configs, ...hosts];
}

function found<Machine>(
  rules: readonly TreeRule<Machine>[],
  machine: Machine,
  target: Target,
): readonly RuleFindings[] {
  return rules
    .filter((rule) => concerns(rule, target.release))
    .map((rule) => ({
      saidBy: rule.saidBy ?? [],
      findings: rule.check(machine).map((fault) => treeFindingOf(rule, fault, target)),
    }));
}
