// `imports` below a header, where it belongs to that table.
import { nodeAt, nodeData, nodeRange, splitKey } from '../../../toml/index.ts';
import { move } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { rootOf, setting } from '../facts.ts';

export const importsAfterTable: Rule = {
  code: 'containerd/imports-after-table',
  severity: 'error',
  title: 'imports stands inside a table',
  effect:
    'A key below a header belongs to that table, so the files are not imported. containerd says nothing on 1.x and warns of an unknown key on 2.x.',
  remedy: 'Move `imports` above the first header.',
  source: 'engines.md A.8, I10, CT43',
  bad: {
    text: `version = 2
[grpc]
  address = "/run/containerd/containerd.sock"
  imports = ["/etc/containerd/conf.d/*.toml"]
`,
  },
  good: {
    text: `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[grpc]
  address = "/run/containerd/containerd.sock"
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[grpc]
  address = "/run/containerd/containerd.sock"
`,
  },
  check: (file) => {
    if (setting(rootOf(file), 'imports', file)) return [];
    const { document } = file;
    const { text, sections } = document;
    return sections.flatMap((section) => {
      if (section.kind !== 'table') return [];
      if (!section.entries.some((each) => text.slice(each.start, each.keyEnd) === 'imports')) {
        return [];
      }
      const path = splitKey(text, section.keyStart, section.keyEnd).map(({ name }) => name);
      const node = nodeAt(document.root, [...path, 'imports']);
      const data = node && nodeData(node);
      if (!node || !Array.isArray(data)) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'This list belongs to the table above it, and containerd imports nothing. Move imports above the first header.',
          fixes: move('Move it to the top', true, document, [node], { imports: data }),
        },
      ];
    });
  },
};
