// `[registry]` with a setting in it.
import { child, dataAt, isTable, nodeKind, nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';

export const notATable: Rule = {
  code: 'buildkitd/not-a-table',
  severity: 'error',
  title: 'A setting stands in [registry] instead of in a host',
  effect:
    'BuildKit takes everything in `[registry]` for a host with a table of settings, and refuses to start with anything else there.',
  remedy: 'Write the setting below a header with the host: `[registry."docker.io"]`.',
  source: 'engines.md D, K15, K24, BK11',
  blocks: true,
  bad: {
    text: `[registry]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) => {
    const registry = child(file.document.root, 'registry');
    if (!registry || nodeKind(registry) !== 'table') return [];
    const data = dataAt(file.data, ['registry']);
    return Object.entries(isTable(data) ? data : {}).flatMap(([name, value]) => {
      const node = child(registry, name);
      if (isTable(value) || !node) return [];
      return [
        {
          range: nodeRange(node),
          message: `${shown(name, 'key')} in [registry] is no table, and BuildKit does not start with it. Write its settings below a header with the host: [registry."docker.io"].`,
        },
      ];
    });
  },
};
