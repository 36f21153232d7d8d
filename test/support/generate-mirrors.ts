// Mirrors to ask for: each with what it is to become in the formats, said by hand and not by the
// code that is under test.
import type { MirrorMap } from '../../src/index.ts';
import type { Choices } from './generate.ts';

/** One mirror and how config.toml and registries.conf must have it. */
export interface Asked {
  readonly url: string;
  readonly endpoint: string;
  readonly location: string;
  readonly insecure: boolean;
}

/** Registries by the key that they have in a file, in the order in which they are asked for. */
export type AskedMirrors = ReadonlyMap<string, readonly Asked[]>;

export const MIRRORS: readonly [Asked, ...Asked[]] = [
  asked('https://hub.example.net', 'https://hub.example.net', 'hub.example.net'),
  asked('https://ghcr.example.net', 'https://ghcr.example.net', 'ghcr.example.net'),
  asked('http://10.0.0.1:5000', 'http://10.0.0.1:5000', '10.0.0.1:5000'),
  asked('https://m.example/proxy', 'https://m.example/v2/proxy', 'm.example/proxy'),
  asked('https://m.example/v2/proxy/hub', 'https://m.example/v2/proxy/hub', 'm.example/proxy/hub'),
  asked('https://M.Example:443/', 'https://m.example', 'm.example'),
  asked('http://plain.example:80/a', 'http://plain.example/v2/a', 'plain.example/a'),
  asked('https://cache:8443', 'https://cache:8443', 'cache:8443'),
  asked('http://localhost:5055', 'http://localhost:5055', 'localhost:5055'),
];

export function mirrorMap(mirrors: AskedMirrors): MirrorMap {
  return Object.fromEntries(
    [...mirrors].map(([registry, list]) => [registry, list.map(({ url }) => url)]),
  );
}

/**
 * The same of mirrors that somebody wrote down as URLs; empty where settings are asked for too.
 * Registries keep the names that they have in a file.
 */
export function askedBy(mirrors: MirrorMap): AskedMirrors {
  const lists = Object.entries(mirrors).map(
    ([registry, value]) => [registry, Array.isArray(value) ? value : [value]] as const,
  );
  if (!lists.every(([, list]) => list.every((each) => typeof each === 'string'))) return new Map();
  return new Map(
    lists.map(([registry, list]) => [
      registry === 'index.docker.io' ? 'docker.io' : registry,
      list.map((each) => askedUrl(each as string)),
    ]),
  );
}

/** One to four of the registries, each with one to three mirrors. */
export function askedMirrors(choices: Choices, registries: readonly string[]): AskedMirrors {
  const [first = ''] = registries;
  const some = choices.some(registries).slice(0, 4);
  return new Map(
    (some.length > 0 ? some : [first]).map((registry) => [registry, someMirrors(choices)]),
  );
}

function someMirrors(choices: Choices): readonly Asked[] {
  const list = [choices.pick(MIRRORS)];
  while (list.length < 3 && choices.rarely(3)) list.push(choices.pick(MIRRORS));
  return list.filter((each, at) => list.indexOf(each) === at);
}

function askedUrl(url: string): Asked {
  const { protocol, host, pathname } = new URL(url);
  const path = pathname.replace(/^\/v2(?=\/|$)/, '').replace(/\/$/, '');
  const endpoint = `${protocol}//${host}${path === '' ? '' : `/v2${path}`}`;
  return asked(url, endpoint, host + path);
}

function asked(url: string, endpoint: string, location: string): Asked {
  return { url, endpoint, location, insecure: url.startsWith('http:') };
}
