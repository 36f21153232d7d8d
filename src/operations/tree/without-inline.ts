// A config.toml without the inline settings that cannot stand beside `config_path`.
import { registryPath } from '../../formats/containerd/section.ts';
import type { Plan } from '../../model/plan.ts';
import { before, type Target } from '../../model/target.ts';
import { child, children, type Node, nodeAt, nodeKind, removeNodes } from '../../toml/index.ts';
import { openFile } from '../open.ts';
import { amend } from '../verify.ts';

/** All mirrors go, and where the release reads it `tls` too: either stops the CRI plugin (A.6). */
export function withoutInline(text: string, target: Target): Plan {
  const { adapter, file } = openFile(text, { format: 'containerd', target: target.text });
  const registry = nodeAt(file.document.root, registryPath(file.data));
  const nodes = [...tables(child(registry, 'mirrors')), ...tlsNodes(registry, target)];
  const change = removeNodes(file.document, nodes);
  const { text: after, edits } = amend(text, file.data, change);
  return {
    format: adapter.format,
    text: after,
    changed: edits.length > 0,
    edits,
    changes: [],
    diagnostics: [],
  };
}

function tlsNodes(registry: Node | undefined, target: Target): readonly Node[] {
  if (target.release && !before(target.release, [2, 0, 0])) return [];
  return tables(child(registry, 'configs')).flatMap((config) => {
    const tls = child(config, 'tls');
    if (!tls) return [];
    return [children(config).size === 1 ? config : tls];
  });
}

function tables(node: Node | undefined): readonly Node[] {
  return node && nodeKind(node) === 'table' ? [...children(node).values()] : [];
}
