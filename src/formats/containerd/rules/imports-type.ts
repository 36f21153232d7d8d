// `imports = "…"`.
import { nodeRange } from '../../../toml/index.ts';
import { wrapping } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { rootOf, setting } from '../facts.ts';

export const importsType: Rule = {
  code: 'containerd/imports-type',
  severity: 'error',
  title: 'imports is no list of strings',
  effect: 'Every release refuses to start when `imports` is a string or a list of anything else.',
  remedy: 'Put the path in brackets: `imports = ["/etc/containerd/conf.d/*.toml"]`.',
  source: 'engines.md A.8, I9, CT43',
  blocks: true,
  bad: { text: 'version = 2\nimports = "/etc/containerd/conf.d/*.toml"\n' },
  good: { text: 'version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\n' },
  fix: 'safe',
  fixed: { text: 'version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\n' },
  check: (file) => {
    const place = setting(rootOf(file), 'imports', file);
    if (!place) return [];
    const { data, node } = place;
    if (isTextList(data)) return [];
    return [
      {
        range: nodeRange(node),
        message:
          'imports is no list of strings, and no containerd starts with it. Write imports = ["…"].',
        ...(typeof data === 'string' && { fixes: wrapping('Put it in brackets', node) }),
      },
    ];
  },
};
