// What is worth knowing about mirrors that go into a config.toml although nothing stands in their
// way.
import type { Finding } from '../../model/diagnostic.ts';
import { child, dataAt, keyRange, nodeAt, nodeRange } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { shown } from '../shown.ts';
import { containerdEntries, containerdEntry, endpointNode } from './entries.ts';
import { configVersion, registryPath } from './section.ts';

export function containerdRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  if (insertions.length === 0) return [];
  return [
    ...starRemarks(insertions, file),
    ...insertions.flatMap((insertion) => entryRemarks(insertion, file)),
    ...releaseRemarks(file),
    ...importRemarks(file),
  ];
}

/** What is wrong with an entry that mirrors are added to. */
function entryRemarks({ registry, entry }: Insertion, file: OpenFile): readonly Finding[] {
  const slashed = entry?.mirrors.filter(({ endpoint }) => endpoint?.root === '') ?? [];
  const key = entry && endpointNode(entry.node, file);
  const odd = key && key.key !== 'endpoint' && key.key !== 'ENDPOINT' && !file.target?.release;
  return [
    ...slashed.map(
      ({ range }): Finding => ({
        code: 'containerd/endpoint-trailing-slash',
        severity: 'warning',
        range,
        message: `This endpoint of "${registry}" is never used: containerd takes the slash after the host for a path in place of /v2, where no registry answers. Take the endpoint out.`,
      }),
    ),
    ...(odd
      ? [
          {
            code: 'containerd/key-case',
            severity: 'warning',
            range: keyRange(key),
            message: `containerd 1.x passes over "${key.key}", and so over the mirrors of "${registry}"; 2.x takes names in any case. Write "endpoint".`,
          } satisfies Finding,
        ]
      : []),
  ];
}

/** `"*"` serves only registries without an entry of their own (engines.md A.4). */
function starRemarks(insertions: readonly Insertion[], file: OpenFile): readonly Finding[] {
  if (insertions.some(({ registry }) => registry === '*')) return ownEntryRemarks(file);
  const star = containerdEntry('*', file);
  if (!star || star.mirrors.length === 0) return [];
  const taken = insertions.filter(({ registry, entry }) => !entry && registry !== '*');
  return taken.map(({ registry }) => ({
    code: 'containerd/entry-hides-star',
    severity: 'warning',
    range: star.range,
    message: `The new entry for "${registry}" takes its pulls away from the "*" entry: containerd uses "*" only for registries without an entry. Add the mirrors of "*" to it too if they should serve it.`,
  }));
}

/** Mirrors of `"*"` beside entries that they do not serve. */
function ownEntryRemarks(file: OpenFile): readonly Finding[] {
  const [first, ...others] = containerdEntries(file).filter(({ registry }) => registry !== '*');
  if (!first) return [];
  const also = others.length === 0 ? '' : ` and ${others.length} more`;
  return [
    {
      code: 'containerd/entry-hides-star',
      severity: 'info',
      range: first.range,
      message: `The new mirrors of "*" do not serve ${shown(first.registry, 'registry')}${also}: containerd uses "*" only for registries without an entry. Add them to those too if they should.`,
    },
  ];
}

/** Releases that do not use what other releases do (engines.md A.2, A.6). */
function releaseRemarks(file: OpenFile): readonly Finding[] {
  if (file.target?.release) return [];
  const version = configVersion(file.data['version']) ?? 1;
  const path = registryPath(file.data);
  const node = nodeAt(file.document.root, ['version']);
  const range = node ? nodeRange(node) : { start: 0, end: 0 };
  if (version <= 1) {
    return [
      {
        code: 'containerd/version-1-ignored',
        severity: 'warning',
        range,
        message:
          'containerd 2.0 to 2.2 pass over the mirrors of a file of version 1 or without version; 1.x and 2.3 on use them. Name the target release to be sure.',
      },
    ];
  }
  if (dataAt(file.data, [...path, 'config_path']) === '' && version > 2) return [];
  return [
    {
      code: 'containerd/mirrors-only-2.2.0',
      severity: 'info',
      range,
      message:
        'containerd 2.2.0 and 2.2.1 alone do not load the CRI plugin when mirrors are set and config_path is not set to "". Give "containerd@2.2.0" as the target if one of them reads this file.',
    },
  ];
}

/** What is in other files can undo this one (engines.md A.8). */
function importRemarks(file: OpenFile): readonly Finding[] {
  const node = child(file.document.root, 'imports');
  const imports = file.data['imports'];
  if (!node || !Array.isArray(imports) || imports.length === 0) return [];
  return [
    {
      code: 'containerd/imports',
      severity: 'info',
      range: nodeRange(node),
      message:
        'The file imports others, which are read after it: a config_path or mirrors there change what these mirrors do. Check them too.',
    },
  ];
}
