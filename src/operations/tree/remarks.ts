// What a plan does to files that nobody asked about, and what single files have to say to it.
import type { FileSystem } from '../../engines/filesystem.ts';
import { registryOfPath } from '../../formats/hosts/folder.ts';
import { joinPath } from '../../go/path.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { MirrorConfError } from '../../model/error.ts';
import type { TreeRemark } from './tree-plan.ts';

/**
 * The hosts.toml files below a folder that containerd begins to read, those of the plan too if they
 * were there. Throws `tree/not-a-folder` where the folder would make pulls fail.
 */
export function dormantRemarks(fs: FileSystem, folder: string): readonly TreeRemark[] {
  const names = fs.list(folder);
  const wrong = names.find(
    (name) => fs.stat(joinPath(folder, name)) !== 'directory' && registryOfFolder(name),
  );
  if (wrong !== undefined) {
    throw new MirrorConfError(
      'tree/not-a-folder',
      `${joinPath(folder, wrong)} is a file where containerd wants a folder, and every pull of that registry would fail. Take it away first.`,
    );
  }
  return names
    .map((name) => joinPath(folder, name, 'hosts.toml'))
    .filter((path) => fs.stat(path) === 'file')
    .map((path) => ({
      code: 'tree/wakes-hosts-file',
      severity: 'warning',
      path,
      message: `${path} is there but not read today, and will be. Check what it says.`,
    }));
}

/** Findings that are known only when all files are seen: `explainPull` has the answer to them. */
const OF_ONE_FILE: ReadonlySet<string> = new Set([
  'containerd/imports',
  'containerd/mirrors-only-2.2.0',
  'containerd/version-1-ignored',
  'registries/narrower-entry',
]);

/** A file's findings as remarks on the tree. */
export function remarksOf(path: string, findings: readonly Diagnostic[]): readonly TreeRemark[] {
  return findings
    .filter(({ code }) => !OF_ONE_FILE.has(code))
    .map(({ code, severity, message, line }) => ({
      code,
      severity: severity === 'info' ? 'info' : 'warning',
      message,
      path,
      line,
    }));
}

/** The registry that a folder with the name is for, or would be. */
function registryOfFolder(name: string): string | undefined {
  return registryOfPath(`${name}/hosts.toml`);
}
