// The measured pulls that several files, a file's name or a folder decide, and what they say about the
// machine: that the engine refused its files, that none of its mirrors was asked, or that one was
// asked first. Shares no code with the library.
import { readFileSync } from 'node:fs';
import type { ConfigTree } from '../../src/index.ts';
import { sharedPath } from '../support/shared.ts';

interface Observation {
  readonly scenario: string;
  readonly topic: string;
  readonly engine: 'containerd' | 'containers-image' | 'buildkit';
  readonly release: string;
  readonly files: ConfigTree;
  readonly image: string;
  readonly dirs?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  readonly load: string;
  readonly attempts: readonly { readonly host: string }[];
  readonly contentFrom: readonly string[];
}

export interface MeasuredTree {
  readonly tree: ConfigTree;
  readonly target: string;
  readonly dirs: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly topic: string;
  readonly scenarios: readonly string[];
  /**
   * `bad`: refused, or a pull ended before its first request, or none of the mirrors that the files
   * name was asked; `good`: each pull asked a mirror first; `open`: what lies between.
   */
  readonly verdict: 'bad' | 'good' | 'open';
}

/** Machines with more than one file, folders or links, and those whose one file imports others. */
export function measuredTrees(): readonly MeasuredTree[] {
  const groups = new Map<string, Observation[]>();
  const lines = readFileSync(sharedPath('observations', 'observations.jsonl'), 'utf8');
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const observation = JSON.parse(line) as Observation;
    const { files, dirs, links, topic } = observation;
    const many = Object.keys(files).length > 1 || dirs !== undefined || links !== undefined;
    if (!many && topic !== 'imports' && topic !== 'registries-dropin') continue;
    const key = JSON.stringify([targetOf(observation), files, dirs, links]);
    groups.set(key, [...(groups.get(key) ?? []), observation]);
  }
  return [...groups.values()].map(together);
}

function together(lines: readonly Observation[]): MeasuredTree {
  const [first] = lines;
  if (!first) throw new Error('A group has at least one line.');
  const { files, dirs = [], links = {}, engine, topic } = first;
  const scenarios = [...new Set(lines.map(({ scenario }) => scenario))];
  const target = targetOf(first);
  return { tree: files, target, dirs, links, engine, topic, scenarios, verdict: verdictOf(lines) };
}

function targetOf({ engine, release }: Observation): string {
  if (engine === 'buildkit') return 'buildkit@main';
  if (engine === 'containers-image') {
    return `containers-image@${release === 'skopeo-1.9.3' ? '5.22' : '5.39'}`;
  }
  return `containerd@${release.startsWith('main') ? 'main' : release}`;
}

function verdictOf(lines: readonly Observation[]): MeasuredTree['verdict'] {
  if (lines.some(({ load, attempts }) => load !== 'ok' || attempts.length === 0)) return 'bad';
  const mirrors = mirrorsIn(lines);
  const isMirror = (host: string): boolean => mirrors.has(host) || mirrors.has(withoutPort(host));
  const asked = lines.flatMap(({ attempts, contentFrom }) => [
    ...attempts.map(({ host }) => host),
    ...contentFrom.map((url) => url.replace(/^https?:\/\//, '')),
  ]);
  if (mirrors.size > 0 && !asked.some(isMirror)) return 'bad';
  const isFirst = lines.every(({ attempts: [attempt] }) => attempt && isMirror(attempt.host));
  return isFirst ? 'good' : 'open';
}

/** Every host that a file names as a string by itself and that is no registry of the images. */
function mirrorsIn(lines: readonly Observation[]): ReadonlySet<string> {
  const own = new Set(lines.flatMap(({ image }) => [image.split('/')[0] ?? '']));
  const files = lines.flatMap(({ files: all }) => Object.entries(all));
  const texts = files.filter(([path]) => !/\.(?:pem|crt|cert|key)$/.test(path));
  const hosts = texts.flatMap(([, text]) =>
    [
      ...text.matchAll(
        /["'](?:https?:\/\/)?((?:[\w-]+\.)+[\w-]+(?::\d+)?|localhost:\d+)(?:\/[^"']*)?["']/g,
      ),
    ].map(([, host = '']) => host),
  );
  const isOther = (host: string): boolean =>
    own.has(host) ||
    own.has(withoutPort(host)) ||
    /docker\.io|quay\.io|^io\.containerd|reg\.test|registry\.example|\.toml/.test(host);
  return new Set(hosts.filter((host) => !isOther(host)));
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}
