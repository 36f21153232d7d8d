// What the engine model foretells of one file and no rule has said: a file that the target refuses
// or an entry that it never tries. It only speaks where the target's release is known.
import { SAME_REQUEST } from '../engines/candidate.ts';
import { readImage } from '../engines/reference.ts';
import type { OpenFile, RegistryEntry } from '../formats/index.ts';
import { formats } from '../formats/index.ts';
import { shown } from '../formats/shown.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Format } from '../model/format.ts';
import type { ConfigTree, PullPlan } from '../model/tree.ts';
import type { TextRange } from '../text/edit.ts';
import { offsetAt } from '../text/lines.ts';
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
/** Each registry costs a run of the model; a file with more is judged by its first ones. */
const MOST_REGISTRIES = 50;
/** Formats whose own rules find all that is never tried, and tell it from what is not meant to be. */
const RULED: readonly Format[] = ['registries'];

export function modelFindings(
  format: Format,
  file: OpenFile,
  ruled: readonly Finding[],
): readonly Finding[] {
  if (!file.target?.release || hasPlainImports(format, file)) return [];
  const { text } = file.document;
  const tree = treeOf(format, text);
  const path = HOME[format];
  const target = file.target.text;
  const entries = formats[format].entries(file).slice(0, MOST_REGISTRIES);
  const probes = entries.length === 0 ? ['docker.io/library/alpine'] : entries.map(probe);
  // What no image can be named by, rules report.
  const images = probes.filter((image) => readImage(image, 'containers-image'));
  const hasError = ruled.some(({ severity }) => severity === 'error');
  const findings = new Map<string, Finding>();
  for (const image of images) {
    const byTag = explainPull(tree, `${image}:1`, { target });
    const refused = refusalOf(format, byTag, path, file);
    if (refused) return hasError ? [] : [refused];
    if (RULED.includes(format)) continue;
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
        message: `${target} never tries ${shown(each.entry, 'entry')}: ${each.reason}.`,
      });
    }
  }
  return [...findings.values()];
}

function refusalOf(
  format: Format,
  plan: PullPlan,
  path: string,
  file: OpenFile,
): Finding | undefined {
  if (plan.load === 'ok') return undefined;
  const line = plan.failure?.path === path ? (plan.failure.line ?? 1) : 1;
  return {
    code: `${format}/refused`,
    severity: 'error',
    range: lineRange(file, line),
    message: `${file.target?.text ?? ''} does not take this file (${plan.load}): ${plan.failure?.message ?? 'it fails to load'}.`,
  };
}

function treeOf(format: Format, text: string): ConfigTree {
  const files = { [HOME[format]]: text };
  return format === 'hosts' ? { ...files, [HOME.containerd]: READS_HOSTS } : files;
}

/** An image that the entry is for. */
function probe({ registry }: RegistryEntry): string {
  if (registry === '*') return 'registry.example/probe/image';
  const name = registry.startsWith('*.') ? `probe${registry.slice(1)}` : registry;
  return name === 'docker.io' ? 'docker.io/library/alpine' : `${name}/probe/image`;
}

/** Other files than this one decide then, and they are not here. */
function hasPlainImports(format: Format, file: OpenFile): boolean {
  const imports = format === 'containerd' ? file.data['imports'] : undefined;
  return Array.isArray(imports) && imports.some((each) => !String(each).includes('*'));
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
