// `prefix = "library/alpine"`, `prefix = " docker.io"`, `prefix = "/"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import { type Name, prefixesOf, respelling } from '../facts.ts';
import { bareName, beginsNames, hasStar, hasTag, hostOf, meantPrefix, schemeOf } from '../names.ts';
import { locationOf } from '../tables.ts';

export const unmatchedPrefix: Rule = {
  code: 'registries/unmatched-prefix',
  severity: 'error',
  title: 'No image name begins with a prefix',
  effect:
    'Prefixes are compared with names in full: host first, `docker.io/library/alpine` for `alpine`. A prefix without a host, with blanks around it or with letters that no name has loads and never matches.',
  remedy: 'Begin the prefix with the host: `docker.io/library/alpine`, `registry.example:5000`.',
  source: 'engines.md C.5, C.6, RC27',
  bad: { text: '[[registry]]\nlocation = " docker.io"\n' },
  good: { text: '[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "docker.io"\n' },
  check: (file) => prefixesOf(file).flatMap(faults),
};

function faults(name: Name): readonly Fault[] {
  const { text, node, key, registry } = name;
  // A location of nothing is reported as a missing one.
  if (key === 'location' && locationOf(registry, 'location') === '') return [];
  const prefix = bareName(text);
  const wrong = whatIsWrong(text, prefix);
  if (wrong === undefined) return [];
  return [
    {
      range: nodeRange(node),
      message: `${wrong}: no image name begins like that, and this registry never matches.`,
      fixes: fixes(name),
    },
  ];
}

function whatIsWrong(text: string, prefix: string): string | undefined {
  if (text !== text.trim() && schemeOf(text) === '')
    return 'There are blanks around the prefix. Take them out';
  if (prefix === '') return 'The prefix is nothing but slashes. Write a host';
  if (hasStar(prefix) || hasTag(prefix) || beginsNames(meantPrefix(prefix))) return undefined;
  const host = hostOf(prefix);
  if (host.startsWith('[')) return 'The prefix is an IPv6 address. Give the registry a host name';
  if (/^[A-Za-z0-9_-]+$/.test(host) && host !== 'localhost') {
    return 'The prefix has no host. Write it in front: "docker.io/library/…" for official images, a port behind a name that is a single word';
  }
  return 'The prefix is no host with a lower-case path';
}

function fixes(name: Name): readonly Fix[] {
  const trimmed = name.text.trim();
  if (trimmed === name.text) return [];
  return respelling('Take the blanks out', true, name, trimmed);
}
