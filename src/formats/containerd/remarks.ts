// What is worth knowing about mirrors that go into a config.toml although nothing stands in their
// way.
import type { Finding } from '../../model/diagnostic.ts';
import { child, dataAt, nodeAt, nodeRange } from '../../toml/index.ts';
import type { Insertion, OpenFile } from '../adapter.ts';
import { containerdEntry } from './entries.ts';
import { configVersion, registryPath } from './section.ts';

export function containerdRemarks(
  insertions: readonly Insertion[],
  file: OpenFile,
): readonly Finding[] {
  if (insertions.length === 0) return [];
  return [...starRemarks(insertions, file), ...releaseRemarks(file), ...importRemarks(file)];
}

/** `"*"` serves only registries without an entry of their own (engines.md A.4). */
function starRemarks(insertions: readonly Insertion[], file: OpenFile): readonly Finding[] {
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
