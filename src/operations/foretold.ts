// What the engine model foretells of one file and no rule has said: a file that the target refuses,
// a registry that it can pull nothing from, an entry that it never tries. It only speaks where the
// target's release is known.
import { SAME_REQUEST } from '../engines/candidate.ts';
import { readImage } from '../engines/reference.ts';
import { mirrorTables } from '../formats/containerd/facts.ts';
import { hostIn } from '../formats/containerd/mirror-keys.ts';
import { formats, type OpenFile } from '../formats/index.ts';
import { shown } from '../formats/shown.ts';
import { joinPath } from '../go/path.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Format } from '../model/format.ts';
import type { ConfigTree, PullPlan } from '../model/tree.ts';
import type { TextRange } from '../text/edit.ts';
import { offsetAt } from '../text/lines.ts';
import { isTable, type TomlValue } from '../toml/index.ts';
import { explainPull } from './explain-pull.ts';

/** Where the engine looks for the file by itself. */
const HOME: Readonly<Record<Format, string>> = {
  containerd: '/etc/containerd/config.toml',
  hosts: '/etc/containerd/certs.d/_default/hosts.toml',
  registries: '/etc/containers/registries.conf',
  buildkitd: '/etc/buildkit/buildkitd.toml',
};

/** Enough of a config.toml that a hosts.toml is read. */
const READS_HOSTS = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`;

/** A pull by digest goes past no mirror for its capabilities, one by tag past none for its file. */
const DIGEST = `sha256:${'0'.repeat(64)}`;
/** Each registry costs two runs of the model, which read the text: so much of it and no more. */
const MOST_REGISTRIES = 50;
const MOST_TEXT = 500_000;
/** Formats whose own rules find all that is never tried, and tell it from what is not meant to be. */
const RULED: readonly Format[] = ['registries'];
/** Stands for certificates and keys that a file names: whether they are there is not asked here. */
const CERTIFICATE = ['CERTIFICATE', 'PRIVATE KEY']
  .map((part) => `-----BEGIN ${part}-----\nMA==\n-----END ${part}-----\n`)
  .join('');
const CERTIFICATE_KEYS = /^(?:ca|client|cert|key|ca_file|cert_file|key_file|keypair)$/i;

/** Whether the code is one of those that findings of the model have. */
export function isModelCode(code: string): boolean {
  return Object.keys(HOME).some((format) =>
    ['unused', 'refused', 'pull-fails'].some((fault) => code === `${format}/${fault}`),
  );
}

export function modelFindings(
  format: Format,
  file: OpenFile,
  ruled: readonly Finding[],
): readonly Finding[] {
  if (!file.target?.release || hasPlainImports(format, file)) return [];
  const hasError = ruled.some(({ severity }) => severity === 'error');
  const tree = treeOf(format, file);
  const path = HOME[format];
  const target = file.target.text;
  const findings = new Map<string, Finding>();
  for (const image of imagesOf(format, file)) {
    const byTag = explainPull(tree, `${image}:1`, { target });
    const stop = stopOf(format, image, byTag, path, file);
    if (stop && (byTag.load !== 'ok' || !hasError)) findings.set('', stop);
    if (byTag.load !== 'ok') return hasError ? [] : [...findings.values()];
    if (stop || RULED.includes(format)) continue;
    const byDigest = explainPull(tree, `${image}@${DIGEST}`, { target });
    const stillUnused = new Set(byDigest.unused.map(({ line, entry }) => `${line} ${entry}`));
    for (const each of byTag.unused) {
      if (each.path !== path || each.reason === SAME_REQUEST) continue;
      if (!stillUnused.has(`${each.line} ${each.entry}`)) continue;
      const range = lineRange(file, each.line);
      if (ruled.some((finding) => finding.severity === 'error' && within(finding, range))) continue;
      findings.set(`${each.line} ${each.entry}`, {
        code: `${format}/unused`,
        severity: 'error',
        range,
        message: `${target} never tries ${shown(each.entry, 'entry')}: ${redacted(each.reason)}. Mend that, or take the entry out.`,
      });
    }
  }
  return [...findings.values()];
}

/** Why the engine takes nothing from the file, or can pull nothing from the registry. */
function stopOf(
  format: Format,
  image: string,
  { load, failure }: PullPlan,
  path: string,
  file: OpenFile,
): Finding | undefined {
  if (load === 'ok' && !failure) return undefined;
  const line = failure?.path === path ? (failure.line ?? 1) : 1;
  const why = redacted(failure?.message ?? 'it fails to load');
  const target = file.target?.text ?? '';
  const [registry = ''] = image.split('/');
  return {
    code: load === 'ok' ? `${format}/pull-fails` : `${format}/refused`,
    severity: 'error',
    range: lineRange(file, line),
    message:
      load === 'ok'
        ? `With this file ${target} can pull nothing from ${shown(registry, 'registry')}: ${why}. Mend that first.`
        : `${target} does not take this file (${load}): ${why}. Mend that first.`,
  };
}

function treeOf(format: Format, file: OpenFile): ConfigTree {
  const folder = HOME[format].slice(0, HOME[format].lastIndexOf('/'));
  const named = certificates(file.data).map((path) =>
    path.startsWith('/') ? path : joinPath(folder, path),
  );
  const files = {
    ...Object.fromEntries(named.map((path) => [path, CERTIFICATE])),
    [HOME[format]]: file.document.text,
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

/** Images that the file's entries are for, as many as can be afforded. */
function imagesOf(format: Format, file: OpenFile): readonly string[] {
  const names =
    format === 'containerd'
      ? mirrorTables(file).map(({ name }) => hostIn(name) ?? name)
      : formats[format].entries(file).map(({ registry }) => registry);
  const images = [...new Set(names)].map(probe);
  // What no image can be named by, rules report.
  const grammar = format === 'registries' ? 'containers-image' : 'distribution';
  const nameable = images.filter((image) => readImage(image, grammar));
  const affordable = Math.max(2, Math.floor(MOST_TEXT / (file.document.text.length + 1)));
  const most = RULED.includes(format) ? 1 : Math.min(MOST_REGISTRIES, affordable);
  return nameable.length === 0 ? [HUB_IMAGE] : nameable.slice(0, most);
}

const HUB_IMAGE = 'docker.io/library/alpine';

function probe(registry: string): string {
  if (registry === '*') return 'registry.example/probe/image';
  const name = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  return name === 'docker.io' ? HUB_IMAGE : `${name}/probe/image`;
}

/** What the model says of a text, without anything of it that could be a secret (law 10). */
function redacted(words: string): string {
  return words.replace(/"([^"]*)"/g, (_, quoted: string) => shown(quoted, 'value'));
}

/** Other files than this one decide then, and they are not here. */
function hasPlainImports(format: Format, file: OpenFile): boolean {
  const imports = format === 'containerd' ? file.data['imports'] : undefined;
  return Array.isArray(imports) && imports.some(isOtherFile);
}

function isOtherFile(path: TomlValue): boolean {
  return typeof path === 'string' && !path.includes('*') && path !== HOME.containerd;
}

function lineRange(file: OpenFile, line: number): TextRange {
  const { text } = file.document;
  const start = offsetAt(text, line, 1);
  const indent = /^[ \t]*/.exec(file.lines.lineText(line))?.[0].length ?? 0;
  return { start: start + indent, end: start + file.lines.lineText(line).length };
}

function within(finding: Finding, line: TextRange): boolean {
  return finding.range.start <= line.end && finding.range.end >= line.start;
}
