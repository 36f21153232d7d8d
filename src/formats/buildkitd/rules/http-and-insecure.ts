// `http = true` with `insecure = true`.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { hostTables, settingOf } from '../facts.ts';

export const httpAndInsecure: Rule = {
  code: 'buildkitd/http-and-insecure',
  severity: 'warning',
  title: 'A host is both http and insecure',
  effect:
    'With both, BuildKit asks the host over HTTPS without checking its certificate first, and in plain HTTP only if that fails.',
  remedy:
    'Keep `http` for plain HTTP, or `insecure` for HTTPS with a certificate that is not checked.',
  source: 'engines.md D, K4b, BK13',
  bad: {
    text: `[registry."hub.example.net:5000"]
  http = true
  insecure = true
`,
  },
  good: {
    text: `[registry."hub.example.net:5000"]
  http = true
`,
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file).flatMap((table) => {
      const http = settingOf(table, 'http', file);
      const insecure = settingOf(table, 'insecure', file);
      if (http?.value !== true || insecure?.value !== true) return [];
      return [
        {
          range: nodeRange(insecure.node),
          message:
            'With http and insecure BuildKit asks the host over HTTPS first, without checking its certificate, and in plain HTTP only if that fails. Keep one of the two.',
          fixes: [
            ...removal('Plain HTTP only', false, file.document, [insecure.node]),
            ...removal('HTTPS only, unchecked', false, file.document, [http.node]),
          ],
        },
      ];
    }),
};
