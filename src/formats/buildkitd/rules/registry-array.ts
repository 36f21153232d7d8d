// `[[registry]]`.
import { child, nodeKind, nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';

export const registryArray: Rule = {
  code: 'buildkitd/registry-array',
  severity: 'error',
  title: '"registry" is no table of hosts',
  effect:
    'BuildKit refuses to start with `[[registry]]`, which is how registries.conf writes it, or with any other value that is no table.',
  remedy: 'Write `[registry."docker.io"]`, with single brackets and the host in quotes.',
  source: 'engines.md D, K15, BK11',
  blocks: true,
  bad: {
    text: `[[registry]]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: ({ document }) => {
    const registry = child(document.root, 'registry');
    if (!registry || nodeKind(registry) === 'table') return [];
    return [
      {
        range: nodeRange(registry),
        message:
          '"registry" is a table of hosts, and BuildKit does not start with anything else there. Write [registry."docker.io"] with single brackets and the host in quotes.',
      },
    ];
  },
};
