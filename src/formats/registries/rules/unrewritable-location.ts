// `location = "mirror"`, `"hub.example.net/Proxy"`, `"[::1]:5000"`, `" hub.example.net"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import { type Name, respelling, targetsOf } from '../facts.ts';
import {
  bareName,
  beginsNames,
  hasTag,
  hostOf,
  isHubAlias,
  pathBelow,
  schemeOf,
  withHubName,
} from '../names.ts';
import { isWildcard } from '../prefixes.ts';

export const unrewritableLocation: Rule = {
  code: 'registries/unrewritable-location',
  severity: 'error',
  title: 'A location cannot be the beginning of an image name',
  effect:
    'The file loads, but the location and the rest of an image name make no full reference. The names at all mirrors are put together before the first is asked, so that one such location makes every pull of the registry fail: "rewriting reference: invalid reference format" or "must be canonical".',
  remedy:
    'Write a host name or IPv4 address, with the port where the name is a single word, and a path in lower case, without blanks, tag and digest.',
  source: 'engines.md C.5, U2b to U15, RC27',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = " hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  check: (file) => targetsOf(file).flatMap(faults),
};

function faults(name: Name): readonly Fault[] {
  const location = bareName(name.text);
  // A location of nothing is reported as a missing one.
  if (/^\/*$/.test(name.text)) return [];
  const wrong = whatIsWrong(name.text, location);
  if (wrong === undefined) return [];
  return [
    {
      range: nodeRange(name.node),
      message: `${wrong}: every pull of the registry fails, its other mirrors and the registry itself included.`,
      fixes: fixes(name, location),
    },
  ];
}

function whatIsWrong(text: string, location: string): string | undefined {
  if (text !== text.trim() && schemeOf(text) === '')
    return 'There are blanks around the location. Take them out';
  if (isWildcard(location) || beginsNames(location)) return undefined;
  const host = hostOf(location);
  if (isHubAlias(location)) return 'Docker Hub is "docker.io" in a location. Write that';
  if (host.startsWith('[')) return 'The location is an IPv6 address. Give the host a name';
  if (hasTag(location)) return 'The location has a tag or digest. End it with the repository';
  if (/[A-Z]/.test(pathBelow(location)))
    return 'The path of the location has capitals, which no repository has. Write it as the registry has it, in lower case';
  if (/^[A-Za-z0-9_-]+$/.test(host))
    return 'The host of the location is a single word, which engines take for a part of a path. Write it with its port or domain';
  return 'The location is no host with a path of a repository. Write one';
}

function fixes(name: Name, location: string): readonly Fix[] {
  const trimmed = name.text.trim();
  if (trimmed !== name.text) return respelling('Take the blanks out', true, name, trimmed);
  const lower = hostOf(location) + location.slice(hostOf(location).length).toLowerCase();
  if (isHubAlias(location))
    return respelling('Write "docker.io"', false, name, withHubName(location));
  if (lower === location || !beginsNames(lower)) return [];
  return respelling('Write the path in lower case', false, name, lower);
}
