// `[registry."registry-1.docker.io"]` with mirrors.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables, renamed } from '../facts.ts';

export const hubAliasKey: Rule = {
  code: 'buildkitd/hub-alias-key',
  severity: 'error',
  title: 'The mirrors of Docker Hub stand under another name of it',
  effect:
    'Images of Docker Hub are looked up as `docker.io`, whatever host BuildKit asks in the end. Mirrors under `registry-1.docker.io` or `index.docker.io` are never tried for them.',
  remedy: 'Write `[registry."docker.io"]`.',
  source: 'engines.md D, K6, BK06',
  bad: {
    text: `[registry."registry-1.docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  check: (file) => {
    const aliases = hostTables(file).filter(
      (table) =>
        /^(?:registry-1|index|registry|www)\.docker\.io(?::443)?$/.test(table.name) &&
        hasMirrors(table, file),
    );
    return aliases.map((table) => ({
      range: keyRange(table.node),
      message: `BuildKit looks Docker Hub up as "docker.io", so that mirrors under "${table.name}" are never tried. Write [registry."docker.io"].`,
      ...(aliases.length === 1 && { fixes: renamed(table, true, 'docker.io', file) }),
    }));
  },
};
