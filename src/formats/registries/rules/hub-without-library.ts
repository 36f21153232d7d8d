// `location = "docker.io/alpine"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { type Name, prefixesOf, respelling } from '../facts.ts';
import { meantPrefix } from '../names.ts';
import { isOfficialImage } from '../official-images.ts';

const HUB = 'docker.io/';

export const hubWithoutLibrary: Rule = {
  code: 'registries/hub-without-library',
  severity: 'error',
  title: 'An official image of Docker Hub is named without `library/`',
  effect:
    '`docker.io/alpine` in a reference becomes `docker.io/library/alpine` before it is looked up. As a prefix it stands for what the user `alpine` has, `docker.io/alpine/…`, and never for the official image.',
  remedy:
    'Write `docker.io/library/alpine`. If the user of that name is meant, silence the rule for the line.',
  source: 'engines.md C.6, RC18',
  bad: { text: '[[registry]]\nlocation = "docker.io/alpine"\n' },
  good: { text: '[[registry]]\nlocation = "docker.io/library/alpine"\n' },
  fix: 'ask',
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      const prefix = meantPrefix(name.text);
      const image = prefix.slice(HUB.length);
      if (!prefix.startsWith(HUB) || !isOfficialImage(image)) return [];
      return [
        {
          range: nodeRange(name.node),
          message: `The official image is looked up as "docker.io/library/${image}", which "docker.io/${image}" does not match: that stands for images of the user "${image}". Write "docker.io/library/${image}".`,
          fixes: fixes(name, `${HUB}library/${image}`),
        },
      ];
    }),
};

function fixes(name: Name, text: string): readonly Fix[] {
  return respelling(`Write "${text}"`, false, name, text);
}
