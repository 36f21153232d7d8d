// `version` below a header, where it belongs to that table.
import type { Fix } from '../../../model/diagnostic.ts';
import type { TextRange } from '../../../text/edit.ts';
import { nodeAt, splitKey } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { move } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import {
  hasSettings,
  isBefore,
  isFrom,
  pluginNames,
  registryUnder,
  versionPlace,
} from '../facts.ts';
import { V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

const NUMBER = /^(?:0x)?[1-4]$/;

export const versionAfterTable: Rule = {
  code: 'containerd/version-after-table',
  severity: 'error',
  title: 'The version stands inside a table',
  effect:
    'A key below a header belongs to that table. To containerd the file has no version then: before 2.3 the registry settings of version 2 are lost, without a word on 1.x.',
  remedy: 'Move `version` above the first header.',
  source: 'engines.md A.2, T18c, CT13',
  releases: [{ before: [2, 3, 0] }],
  bad: {
    text: `[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
  version = 2
`,
  },
  good: {
    text: `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) => {
    const strays = strayVersions(file);
    const severity = isReadAnyway(file) ? 'warning' : 'error';
    return strays.map(({ path, version, range }) => ({
      range,
      severity,
      message:
        'This version belongs to the table above it, so the file has none: containerd before 2.3 takes it for version 1 and loses registry settings of later versions. Move it above the first header.',
      // Of several it is not known which one is meant.
      fixes: strays.length === 1 ? fixes(path, version, file) : [],
    }));
  },
};

interface StrayVersion {
  readonly path: readonly string[];
  readonly version: number;
  readonly range: TextRange;
}

/** What looks like the file's version in its tables, when it has none at the top. */
export function strayVersions(file: OpenFile): readonly StrayVersion[] {
  if (versionPlace(file)) return [];
  const { text, sections } = file.document;
  return sections.flatMap((section) => {
    const entry = section.entries.find(
      (each) =>
        text.slice(each.start, each.keyEnd) === 'version' &&
        NUMBER.test(text.slice(each.valueStart, each.valueEnd)),
    );
    if (!entry || section.kind === 'root') return [];
    const names = splitKey(text, section.keyStart, section.keyEnd).map(({ name }) => name);
    return [
      {
        path: [...names, 'version'],
        version: Number(text.slice(entry.valueStart, entry.valueEnd)),
        range: { start: entry.start, end: entry.valueEnd },
      },
    ];
  });
}

/** Without version containerd 2 reads the names of version 3, and containerd 1 those of version 1. */
function isReadAnyway(file: OpenFile): boolean {
  const says = (plugin: string): boolean => hasSettings(registryUnder(plugin, file), file);
  if (isFrom(file, [2, 0, 0])) return !says(V2_PLUGIN);
  return isBefore(file, [2, 0, 0]) && says(V1_PLUGIN) && !says(V2_PLUGIN) && !says(V3_PLUGIN);
}

function fixes(path: readonly string[], version: number, file: OpenFile): readonly Fix[] {
  const { document } = file;
  const node = nodeAt(document.root, path);
  if (!node) return [];
  const wrong = version === 1 ? [V2_PLUGIN, V3_PLUGIN] : version === 2 ? [V3_PLUGIN] : [V2_PLUGIN];
  const names = pluginNames(file);
  const fits = !wrong.some((name) => names.includes(name));
  const safe = fits && (version === 1 || !names.includes(V1_PLUGIN));
  return move('Move it to the top', safe, document, [node], { version });
}
