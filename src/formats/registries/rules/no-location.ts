// `[[registry]]` without location and prefix.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { setting } from '../tables.ts';

export const noLocation: Rule = {
  code: 'registries/no-location',
  severity: 'error',
  title: 'A registry has neither location nor prefix',
  effect:
    'Engines refuse the file: "both location and prefix are unset". A location of nothing but slashes is as good as none.',
  remedy: 'Give it the `location` that images are pulled from.',
  source: 'engines.md C.3, R4, RC03',
  blocks: true,
  bad: { text: '[[registry]]\nblocked = true\n' },
  good: { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\n' },
  fix: 'none',
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const named = ['prefix', 'location'].some((key) => {
        const value = setting(registry, key);
        return (
          value !== undefined && (typeof value !== 'string' || (key === 'prefix' && value !== ''))
        );
      });
      if (named || registry.prefix !== '') return [];
      return [
        {
          range: nodeRange(registry.node),
          message:
            'A [[registry]] without location and prefix: engines refuse the file. Give it a location.',
        },
      ];
    }),
};
