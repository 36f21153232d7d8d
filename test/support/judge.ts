// What a file says about mirrors according to smol-toml and a few lines of its own: the second
// opinion that the laws are checked against. Shares no code with the library.
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import type { Asked, AskedMirrors } from './generate-mirrors.ts';

export type Data = { [key: string]: unknown };

/** Whether a text is TOML: smol-toml says so, and no half of a character is in it. */
export function accepts(text: string): boolean {
  try {
    read(text);
    return text.isWellFormed();
  } catch {
    return false;
  }
}

export function read(text: string): Data {
  return parse(text, { integersAsBigInt: 'asNeeded' }) as Data;
}

/** How one format keeps the mirrors of a registry. */
export interface Judge {
  /** The mirrors of a registry as the file has them; `undefined` when it has no entry. */
  readonly mirrors: (data: Data, registry: string) => readonly unknown[] | undefined;
  /** Whether the file has an entry for a registry, with mirrors or without. */
  readonly names: (data: Data, registry: string) => boolean;
  /** Whether a mirror of the file is the one that is asked for, in whatever spelling. */
  readonly isSame: (there: unknown, asked: Asked) => boolean;
  /** What a new mirror must be written as. */
  readonly written: (asked: Asked) => unknown;
  /** Whether a mirror of the file is the registry's own server. */
  readonly isUpstream: (there: unknown, registry: string, data: Data) => boolean;
  /** The data with `list` as the registry's mirrors, as it must be when nothing else changed. */
  readonly withMirrors: (data: Data, registry: string, list: readonly unknown[]) => Data;
  /** The data in an order that does not count for the engine. */
  readonly settled: (data: Data) => Data;
}

const containerd: Judge = {
  mirrors(data, registry) {
    const entry = at(data, [...registryPath(data), 'mirrors', registry, 'endpoint']);
    return Array.isArray(entry) ? entry : undefined;
  },
  names: (data, registry) => at(data, [...registryPath(data), 'mirrors', registry]) !== undefined,
  isSame: (there, asked) => requestsTo(String(there)) === requestsTo(asked.endpoint),
  written: ({ endpoint }) => endpoint,
  isUpstream(there, registry) {
    const own = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
    return requestsTo(String(there)) === requestsTo(`https://${own}`);
  },
  withMirrors: (data, registry, list) =>
    set(data, [...registryPath(data), 'mirrors', registry, 'endpoint'], list),
  settled: (data) => data,
};

const registries: Judge = {
  mirrors(data, registry) {
    const element = elementOf(data, registry);
    return element && (Array.isArray(element['mirror']) ? element['mirror'] : []);
  },
  names: (data, registry) => elementOf(data, registry) !== undefined,
  isSame(there, { location, insecure }) {
    const mirror = there as Data;
    return (
      (mirror['insecure'] === true) === insecure &&
      hostAndPath(String(mirror['location']), insecure) === hostAndPath(location, insecure)
    );
  },
  written: ({ location, insecure }) => (insecure ? { location, insecure } : { location }),
  isUpstream(there, registry, data) {
    const location = elementOf(data, registry)?.['location'];
    return location !== undefined && (there as Data)['location'] === location;
  },
  withMirrors(data, registry, list) {
    const elements = Array.isArray(data['registry']) ? data['registry'] : [];
    const index = elements.findIndex((each) => prefixOf(each as Data) === registry);
    const location = registry.startsWith('*.') ? {} : { location: registry };
    const added = { prefix: registry, ...location, mirror: list };
    if (index === -1) return { ...data, registry: [...elements, added] };
    return set(data, ['registry', String(index), 'mirror'], list);
  },
  settled(data) {
    const list = data['registry'];
    if (!Array.isArray(list)) return data;
    const key = (each: unknown): string => prefixOf(each as Data);
    return {
      ...data,
      registry: list.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
    };
  },
};

export const judges: Readonly<Record<'containerd' | 'registries', Judge>> = {
  containerd,
  registries,
};

/** The data that must come out when these mirrors are added, given the lists that did come out. */
export function expected(judge: Judge, before: Data, after: Data, asked: AskedMirrors): Data {
  let data = before;
  for (const [registry, list] of asked) {
    const there = judge.mirrors(before, registry);
    const missing = list.some((each) => !there?.some((other) => judge.isSame(other, each)));
    if (missing) data = judge.withMirrors(data, registry, judge.mirrors(after, registry) ?? []);
  }
  return data;
}

/** Equal for every reader: smol-toml's tables have no prototype, those made here have one. */
export function sameData(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b));
}

/** The table that owns `mirrors`: engines.md says which, by the file's version. */
export function registryPath(data: Data): readonly string[] {
  const version = Number(data['version'] ?? 1);
  if (version <= 1) return ['plugins', 'cri', 'registry'];
  const plugin = version === 2 ? 'io.containerd.grpc.v1.cri' : 'io.containerd.cri.v1.images';
  return ['plugins', plugin, 'registry'];
}

/** Where containerd sends requests for an endpoint; one that reaches no registry equals nothing. */
function requestsTo(endpoint: string): string {
  const loopback = /^(localhost|127\.0\.0\.1)(:|$)/.test(endpoint);
  const scheme = loopback ? 'http' : 'https';
  const text = /^[a-z]+:\/\//i.test(endpoint) ? endpoint : `${scheme}://${endpoint}`;
  if (!URL.canParse(text) || /[?#\s]|^[^/]*\/\/[^/]*\/$/.test(text)) return `dead ${text}`;
  const { protocol, host, pathname } = new URL(text);
  // Go takes a host as it is written, where a browser makes 10.0.0.1 of 10.00.1.
  if (!text.toLowerCase().includes(host)) return `another host ${text}`;
  return protocol + host + (pathname === '/' ? '/v2' : pathname);
}

function hostAndPath(location: string, insecure: boolean): string {
  const [host = '', ...path] = location.replace(/\/+$/, '').split('/');
  const port = insecure ? ':80' : ':443';
  return [host.toLowerCase().replace(new RegExp(`${port}$`), ''), ...path].join('/');
}

function elementOf(data: Data, registry: string): Data | undefined {
  const list = Array.isArray(data['registry']) ? (data['registry'] as Data[]) : [];
  return list.find((each) => prefixOf(each) === registry);
}

function prefixOf(element: Data): string {
  const text = (key: string): string => String(element[key] ?? '').replace(/\/+$/, '');
  return text('prefix') || text('location');
}

function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Data)[key]
        : undefined,
    data,
  );
}

function set<T>(data: T, [key, ...rest]: readonly string[], value: unknown): T {
  if (key === undefined) return value as T;
  const copy = (Array.isArray(data) ? [...data] : { ...data }) as Data;
  copy[key] = set(Object.hasOwn(copy, key) ? copy[key] : {}, rest, value);
  return copy as T;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return `${value.constructor.name} ${value.toISOString()}`;
  return new Map(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
