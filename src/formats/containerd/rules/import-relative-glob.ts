// A relative pattern in `imports`, for releases that look for it in the wrong folder.
import { elements, nodeRange, stringOf } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { rootOf, setting } from '../facts.ts';

export const importRelativeGlob: Rule = {
  code: 'containerd/import-relative-glob',
  severity: 'error',
  title: 'A pattern in imports is relative',
  effect:
    'containerd before 1.6.29, and 1.7.0 to 1.7.15, look for a relative pattern with a `*` in the folder that the daemon was started in, which matches nothing as a rule and is no error. Later ones begin at the importing file.',
  remedy: 'Write the whole path: `/etc/containerd/conf.d/*.toml`.',
  source: 'engines.md A.8, X11 I1, CT41',
  releases: [{ before: [1, 6, 29] }, { from: [1, 7, 0], before: [1, 7, 16] }],
  bad: { text: 'version = 2\nimports = ["conf.d/*.toml"]\n' },
  good: { text: 'version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\n' },
  fix: 'ask',
  check: (file) => {
    const imports = setting(rootOf(file), 'imports', file);
    return (imports ? elements(imports.node) : []).flatMap((item) => {
      const text = stringOf(item);
      if (text === undefined || !text.includes('*') || /^(?:\/|[A-Za-z]:|\\\\)/.test(text))
        return [];
      const whole = `/etc/containerd/${text.replace(/^(?:\.\/)+/, '')}`;
      return [
        {
          range: nodeRange(item),
          message: `containerd before 1.6.29 and 1.7.16 looks for ${shown(text, 'pattern')} in the folder it was started in, and finds nothing. Write the whole path.`,
          fixes: [{ title: `Write "${whole}"`, safe: false, edits: [stringEdit(item, whole)] }],
        },
      ];
    });
  },
};
