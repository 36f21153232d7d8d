// A single file set up so that the engine model can be asked about it: where the engine looks for it,
// what it needs beside it, and the images that its entries are for.
import { NOBODY_LEFT } from '../engines/attempts.ts';
import { NO_PULL, SAME_REQUEST } from '../engines/candidate.ts';
import { readImage } from '../engines/reference.ts';
import { mirrorTables } from '../formats/containerd/facts.ts';
import { hostIn } from '../formats/containerd/mirror-keys.ts';
import { formats, type OpenFile, type RegistryEntry } from '../formats/index.ts';
import { joinPath } from '../go/path.ts';
import type { Format } from '../model/format.ts';
import type { ConfigTree, PullPlan, TreeOptions } from '../model/tree.ts';
import { isTable, type TomlTable, type TomlValue } from '../toml/index.ts';
import { explainPull } from './explain-pull.ts';

/** Where the engine looks for the file by itself. */
export const HOME: Readonly<Record<Format, string>> = {
  containerd: '/etc/containerd/config.toml',
  // No file that a setting names is below here, where a folder would hide this one.
  hosts: '/hosts/_default/hosts.toml',
  registries: '/etc/containers/registries.conf',
  buildkitd: '/etc/buildkit/buildkitd.toml',
};

/** Enough of a config.toml that a hosts.toml is read. */
const READS_HOSTS = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/hosts"
`;

/** Each registry costs two runs of the model, which read the text: so much of it and no more. */
export const MOST_REGISTRIES = 50;
export const MOST_TEXT = 500_000;
/** Formats whose own rules find all that is never tried, and tell it from what is not meant to be. */
export const RULED: readonly Format[] = ['registries', 'hosts', 'buildkitd'];
/** Stands for certificates and keys that a file names: whether they are there is not asked here. */
const CERTIFICATE = ['CERTIFICATE', 'PRIVATE KEY']
  .map((part) => `-----BEGIN ${part}-----\nMA==\n-----END ${part}-----\n`)
  .join('');
const CERTIFICATE_KEYS = /^(?:ca|client|cert|key|ca_file|cert_file|key_file|keypair)$/i;

/** A text where the engine finds it, with the certificates that its data names. */
export function treeOf(format: Format, text: string, data: TomlTable = {}): ConfigTree {
  const folder = HOME[format].slice(0, HOME[format].lastIndexOf('/'));
  // A relative path is one from the file's folder or from where the engine was started.
  const named = certificates(data).flatMap((path) =>
    path.startsWith('/') ? [path] : [path, joinPath(folder, path)],
  );
  const files = {
    ...Object.fromEntries(named.map((path) => [path, CERTIFICATE])),
    [HOME[format]]: text,
  };
  return format === 'hosts' ? { ...files, [HOME.containerd]: READS_HOSTS } : files;
}

/** The files that settings of TLS name. */
function certificates(data: TomlValue | undefined, key = '', depth = 0): readonly string[] {
  if (typeof data === 'string') return CERTIFICATE_KEYS.test(key) && data !== '' ? [data] : [];
  if (depth > DEEPEST) return [];
  if (Array.isArray(data)) return data.flatMap((item) => certificates(item, key, depth + 1));
  if (!isTable(data)) return [];
  return Object.entries(data).flatMap(([name, value]) => certificates(value, name, depth + 1));
}

/** Nobody nests settings of TLS deeper. */
const DEEPEST = 10;

/** An image to ask the model about, and the entry that is for it. */
export interface Probe {
  readonly image: string;
  readonly entry?: RegistryEntry;
}

/** Images that the file's entries are for, as many as can be afforded. */
export function probesOf(format: Format, file: OpenFile): readonly Probe[] {
  const probes: readonly Probe[] =
    format === 'containerd'
      ? mirrorTables(file).map(({ name }) => ({ image: imageOf(hostIn(name) ?? name) }))
      : formats[format].entries(file).map((entry) => ({ image: imageOf(entry.registry), entry }));
  // What no image can be named by, rules report.
  const grammar = format === 'registries' ? 'containers-image' : 'distribution';
  const byImage = new Map(
    probes
      .filter(({ image }) => readImage(image, grammar))
      .map((probe) => [probe.image, probe] as const),
  );
  const affordable = Math.max(2, Math.floor(MOST_TEXT / (file.document.text.length + 1)));
  const most = Math.min(MOST_REGISTRIES, affordable);
  return byImage.size === 0 ? [{ image: HUB_IMAGE }] : [...byImage.values()].slice(0, most);
}

export const HUB_IMAGE = 'docker.io/library/alpine';

function imageOf(registry: string): string {
  if (registry === '*') return 'registry.example/probe/image';
  const name = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  return name === 'docker.io' ? HUB_IMAGE : `${name}/probe/image`;
}

/** What the engine would do for an image by its tag and by its digest. */
export interface Pulls {
  readonly byTag: PullPlan;
  readonly byDigest: PullPlan;
}

/** A pull by digest goes past no mirror for its capabilities, one by tag past none for its file. */
const DIGEST = `sha256:${'0'.repeat(64)}`;

export function pullsOf(tree: ConfigTree, image: string, options: TreeOptions): Pulls {
  return {
    byTag: explainPull(tree, `${image}:1`, options),
    byDigest: explainPull(tree, `${image}@${DIGEST}`, options),
  };
}

/** Reasons to leave an entry out that its author has given, or that change nothing. */
export const INTENDED: readonly string[] = [SAME_REQUEST, NO_PULL];

/** Whether a pull ends before its first request; that nobody may be asked is what the file says. */
export function isStopped({ load, failure }: PullPlan): boolean {
  return load !== 'ok' || (failure !== undefined && failure.message !== NOBODY_LEFT);
}

/** Whether any request of the pulls comes from the file. */
export function comesFrom(path: string, { byTag, byDigest }: Pulls): boolean {
  return [byTag, byDigest].some(({ attempts }) => attempts.some(({ from }) => from?.path === path));
}

/** Whether other files decide with this one, which are not here. */
export function hasPlainImports(format: Format, file: OpenFile): boolean {
  const imports = format === 'containerd' ? file.data['imports'] : undefined;
  return Array.isArray(imports) && imports.some(isOtherFile);
}

function isOtherFile(path: TomlValue): boolean {
  return typeof path === 'string' && !path.includes('*') && path !== HOME.containerd;
}
