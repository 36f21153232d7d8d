// Which format a text is, by what it says and, when that is not enough, by its path.
import type { Format } from '../model/format.ts';
import { childNames, type Document, nodeAt, nodeKind } from '../toml/index.ts';

const BY_PATH: readonly (readonly [RegExp, Format])[] = [
  [/(^|[/\\])hosts\.toml$/i, 'hosts'],
  [/(^|[/\\])buildkitd?[^/\\]*\.toml$/i, 'buildkitd'],
  [/(^|[/\\])registries\.conf$/i, 'registries'],
  [/registries\.conf\.d[/\\][^/\\]*$/i, 'registries'],
  [/(^|[/\\])containerd[/\\]([^/\\]+[/\\])*[^/\\]+\.toml$/i, 'containerd'],
  [/(^|[/\\])config\.toml$/i, 'containerd'],
];

/** Top-level keys that only one format has. */
const BY_KEY: Readonly<Record<Format, readonly string[]>> = {
  containerd: [
    'plugins',
    'version',
    'disabled_plugins',
    'required_plugins',
    'oom_score',
    'imports',
    'proxy_plugins',
    'stream_processors',
    'ttrpc',
    'timeouts',
  ],
  hosts: ['host', 'server', 'capabilities', 'skip_verify', 'override_path'],
  registries: [
    'unqualified-search-registries',
    'short-name-mode',
    'aliases',
    'credential-helpers',
    'registries',
  ],
  buildkitd: ['worker', 'insecure-entitlements', 'dns', 'history', 'frontend', 'cdi', 'otel'],
};

/** `undefined` when neither the path nor the text tells. The text counts for more. */
export function detect(document: Document, path: string | undefined): Format | undefined {
  const named = path === undefined ? undefined : byPath(path);
  return byText(document, named) ?? named;
}

export function byPath(path: string): Format | undefined {
  return BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
}

function byText(document: Document, named: Format | undefined): Format | undefined {
  const { root } = document;
  const registry = nodeAt(root, ['registry']);
  if (registry && nodeKind(registry) === 'array') return 'registries';
  const keys = new Set(childNames(root));
  const formats = Object.keys(BY_KEY) as Format[];
  const matches = formats.filter((format) => BY_KEY[format].some((key) => keys.has(key)));
  if (!registry) return matches.length === 1 ? matches[0] : undefined;
  // A table of that name is BuildKit's, or a fault in another file.
  if (named === 'registries') return 'registries';
  const misplaced = matches.includes('containerd') && !matches.includes('buildkitd');
  return misplaced ? 'containerd' : 'buildkitd';
}
