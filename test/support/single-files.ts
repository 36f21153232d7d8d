// The measured pulls of which one configuration file decides, and what they say about that file: that
// the engine refused it, that a mirror in it was never asked, or that the mirror was asked first.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import type { Format } from '../../src/index.ts';
import { sharedPath } from './shared.ts';

interface Attempt {
  readonly host: string;
}

interface Observation {
  readonly scenario: string;
  readonly topic: string;
  readonly engine: 'containerd' | 'containers-image' | 'buildkit';
  readonly release: string;
  readonly files: Readonly<Record<string, string>>;
  readonly image: string;
  readonly dirs?: unknown;
  readonly links?: unknown;
  readonly load: string;
  readonly attempts: readonly Attempt[];
  readonly contentFrom: readonly string[];
}

/** What the pulls with one file, release and registry say together. */
export interface MeasuredFile {
  readonly format: Format;
  readonly text: string;
  readonly target: string;
  /** A hosts.toml's registry, as its folder is named. */
  readonly folder: string | undefined;
  readonly topic: string;
  readonly scenarios: readonly string[];
  /**
   * `bad`: refused, or a mirror that is meant for a pulled image was never asked; `good`: each pull
   * asked the mirror first; `open`: the file has no mirror for the images, or it came later.
   */
  readonly verdict: 'bad' | 'good' | 'open';
}

type Reading = Pick<MeasuredFile, 'format' | 'text' | 'target' | 'folder'>;
type Sign = 'refused' | 'never' | 'first' | 'later' | 'nothing';

const CONFIG = '/etc/containerd/config.toml';
const HOSTS = /^\/etc\/containerd\/certs\.d\/([^/]+)\/hosts\.toml$/;

export function measuredFiles(): readonly MeasuredFile[] {
  const groups = new Map<
    string,
    { reading: Reading; topic: string; scenarios: Set<string>; signs: Set<Sign> }
  >();
  const lines = readFileSync(sharedPath('observations', 'observations.jsonl'), 'utf8');
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const observation = JSON.parse(line) as Observation;
    const reading = readingOf(observation);
    if (!reading) continue;
    const key = JSON.stringify(reading);
    const { topic } = observation;
    const group = groups.get(key) ?? { reading, topic, scenarios: new Set(), signs: new Set() };
    group.scenarios.add(observation.scenario);
    group.signs.add(signOf(observation, reading));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ reading, topic, scenarios, signs }) => ({
    ...reading,
    topic,
    scenarios: [...scenarios],
    verdict:
      signs.has('refused') || signs.has('never')
        ? 'bad'
        : signs.has('first') && !signs.has('later')
          ? 'good'
          : 'open',
  }));
}

/** The one file that decides, if one does. */
function readingOf(observation: Observation): Reading | undefined {
  const { engine, release, files, image, dirs, links } = observation;
  if (dirs || links) return undefined;
  const paths = Object.keys(files).filter((path) => !/\.(?:pem|crt|cert|key)$/.test(path));
  const [first = ''] = paths;
  if (engine === 'buildkit') {
    return first === '/etc/buildkit/buildkitd.toml' && paths.length === 1
      ? {
          format: 'buildkitd',
          text: files[first] ?? '',
          target: 'buildkit@main',
          folder: undefined,
        }
      : undefined;
  }
  if (engine === 'containers-image') {
    const target = release === 'skopeo-1.9.3' ? 'containers-image@5.22' : 'containers-image@5.39';
    return first === '/etc/containers/registries.conf' && paths.length === 1
      ? { format: 'registries', text: files[first] ?? '', target, folder: undefined }
      : undefined;
  }
  const target = `containerd@${release.startsWith('main') ? 'main' : release}`;
  if (first === CONFIG && paths.length === 1) {
    return { format: 'containerd', text: files[CONFIG] ?? '', target, folder: undefined };
  }
  const hosts = paths.find((path) => HOSTS.test(path));
  if (paths.length !== 2 || !hosts || !onlyNamesFolder(files[CONFIG] ?? '', release))
    return undefined;
  const folder = HOSTS.exec(hosts)?.[1] ?? '';
  const domain = domainOf(image);
  const names = ['_default', domain, domain.replace(/:(\d+)$/, '_$1_')];
  return names.includes(folder)
    ? { format: 'hosts', text: files[hosts] ?? '', target, folder }
    : undefined;
}

/** Whether a config.toml says nothing but the one folder, in a version that the release reads. */
function onlyNamesFolder(text: string, release: string): boolean {
  const path = String.raw`["']\.registry\]\s+config_path ?= ?["']/etc/containerd/certs\.d["']\s*$`;
  const second = String.raw`^version ?= ?2\s+\[plugins\.["']io\.containerd\.grpc\.v1\.cri`;
  const third = String.raw`^version ?= ?3\s+\[plugins\.["']io\.containerd\.cri\.v1\.images`;
  if (new RegExp(second + path).test(text)) return true;
  return !release.startsWith('1.') && new RegExp(third + path).test(text);
}

function signOf(observation: Observation, reading: Reading): Sign {
  const { load, attempts, contentFrom, image } = observation;
  if (load !== 'ok') return 'refused';
  const mirrors = mirrorsFor(image, reading);
  if (mirrors.length === 0) return 'nothing';
  const isMirror = (host: string): boolean =>
    mirrors.some(
      (mirror) =>
        withoutPort(host.toLowerCase()) === mirror.host &&
        (mirror.port === undefined || host.endsWith(`:${mirror.port}`)),
    );
  const asked = [
    ...attempts.map(({ host }) => host),
    ...contentFrom.map((url) => url.replace(/^https?:\/\//, '')),
  ];
  if (!asked.some(isMirror)) return 'never';
  return attempts[0] && isMirror(attempts[0].host) ? 'first' : 'later';
}

interface Address {
  readonly host: string;
  readonly port: string | undefined;
}

/** The mirrors that a person would say the file has for the image, whatever the engine makes of it. */
function mirrorsFor(image: string, { format, text }: Reading): readonly Address[] {
  const domain = domainOf(image);
  if (format !== 'hosts' && !speaksOf(text, domain)) return [];
  const own = [domain, 'registry-1.docker.io'].map(withoutPort);
  return writtenMirrors(format, text)
    .map(addressOf)
    .filter(({ host }) => host !== '' && (format === 'containerd' || !own.includes(host)));
}

function speaksOf(text: string, domain: string): boolean {
  const words = text.toLowerCase();
  if (/["']\*|_default/.test(words)) return true;
  const at = words.indexOf(domain);
  // A name that goes on is another one.
  return (
    at !== -1 &&
    !/[a-z0-9-]/.test(words[at - 1] ?? '') &&
    !/:\d/.test(words.slice(at + domain.length, at + domain.length + 2))
  );
}

function writtenMirrors(format: Format, text: string): readonly string[] {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    const addresses = text.matchAll(
      /["'](?:https?:\/\/)?((?:[\w-]+\.)+[\w-]+(?::\d+)?|localhost:\d+)/g,
    );
    return [...addresses]
      .map(([, address = '']) => address)
      .filter((each) => !/docker\.io|containerd/.test(each));
  }
  const found: string[] = [];
  if (format === 'hosts') {
    walk(data, (key, value) => {
      if (/^hosts?$/i.test(key)) found.push(...hostNames(value));
    });
    walk(data, (key, value) => {
      if (key === 'server' && typeof value === 'string' && found.length === 0) found.push(value);
    });
    return found;
  }
  const list = format === 'containerd' ? /endp/i : /mirror|endpoint/i;
  walk(data, (key, value) => {
    if (!list.test(key)) return;
    if (format !== 'registries')
      found.push(...[value].flat().filter((each) => typeof each === 'string'));
    else
      walk(value, (inner, each) => {
        if (/location/i.test(inner) && typeof each === 'string') found.push(each);
      });
  });
  return found;
}

/** The hosts of a table; the parts of a name that lacks its quotes are put together. */
function hostNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(hostNames);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .flatMap(([name, below]) => {
      const split = hostNames(below).filter(
        (each) => each !== 'header' && !each.startsWith('header.'),
      );
      return split.length === 0 ? [name] : split.map((each) => `${name}.${each}`);
    })
    .filter((name) => /[.:/]/.test(name) || isTable((value as Record<string, unknown>)[name]));
}

function isTable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function walk(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const [key, each] of Object.entries(value)) {
      visit(key, each);
      walk(each, visit);
    }
  }
}

function addressOf(written: string): Address {
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(
    written.trim(),
  );
  return { host: (match?.[1] ?? '').toLowerCase(), port: match?.[2] };
}

function domainOf(image: string): string {
  const [first = ''] = image.split('/');
  const named = image.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const domain = named ? first : 'docker.io';
  return domain === 'index.docker.io' ? 'docker.io' : domain;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}
