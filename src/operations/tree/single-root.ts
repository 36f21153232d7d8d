// The fix that a machine knows for more than one folder in `config_path`: the only one that is there.
import { isStop } from '../../engines/outcome.ts';
import { stringEdit } from '../../formats/fixes.ts';
import type { Finding } from '../../model/diagnostic.ts';
import { nodeAt, nodeRange, openDocument } from '../../toml/index.ts';
import type { ConfigFile } from './config-files.ts';
import type { ContainerdMachine } from './containerd-machine.ts';
import { SECTIONS } from './named-text.ts';

export function withSingleRoot(
  finding: Finding,
  { text }: ConfigFile,
  { fs, view }: ContainerdMachine,
): Finding {
  if (finding.code !== 'containerd/config-path-multi-root' || isStop(view.settings)) return finding;
  const roots = view.settings.configPath.split(':').filter((root) => root !== '');
  const [only, ...others] = roots.filter((root) => fs.stat(root) === 'directory');
  const { root } = openDocument(text);
  const node = Object.values(SECTIONS)
    .map((section) => nodeAt(root, ['plugins', section, 'registry', 'config_path']))
    .find((each) => each && nodeRange(each).start === finding.range.start);
  if (only === undefined || others.length > 0 || !node) return finding;
  const title = `Write "${only}", the only one that is there`;
  return { ...finding, fixes: [{ title, safe: true, edits: [stringEdit(node, only)] }] };
}
