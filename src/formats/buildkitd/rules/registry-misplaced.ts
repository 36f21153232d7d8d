// `[[worker.oci.registry]]`.
import { child, nodeAt, nodeKind, nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';

const ELSEWHERE = [
  ['worker', 'oci', 'registry'],
  ['worker', 'containerd', 'registry'],
  ['worker', 'registry'],
  ['grpc', 'registry'],
];

export const registryMisplaced: Rule = {
  code: 'buildkitd/registry-misplaced',
  severity: 'error',
  title: 'The registries stand inside another table',
  effect:
    'BuildKit looks for registries at the top of the file alone. Below `worker.oci` or `worker.containerd` they are an unknown name, which it passes over without a word.',
  remedy: 'Write `[registry."docker.io"]`, with nothing before it.',
  source: 'engines.md D, K7, BK07',
  bad: {
    text: `[worker.oci.registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[worker.oci]
  enabled = true

[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: ({ document: { root } }) =>
    ELSEWHERE.flatMap((path) => {
      const node = nodeAt(root, path);
      if (!node || nodeKind(node) === 'scalar') return [];
      const here = child(root, 'registry') ? 'beside the others' : 'at the top of the file';
      return [
        {
          range: nodeRange(node),
          message: `BuildKit looks for registries at the top of the file alone and passes over "${path.join('.')}". Write [registry."docker.io"] ${here}.`,
        },
      ];
    }),
};
