// What makes Podman, CRI-O and skopeo refuse a registries.conf, and with it every operation that
// reads it (engines.md C.2, C.3, C.8, C.10): no mirror is added to such a file.
import type { Finding } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  isTable,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  type TomlTable,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { conflictFaults } from './conflicts.ts';
import { type RegistryElement, registryElements } from './entries.ts';

const V1_TABLES = ['search', 'insecure', 'block'];
const SHORT_NAME_MODES = ['', 'enforcing', 'permissive', 'disabled'];
const PULL_FROM_MIRROR = ['', 'all', 'digest-only', 'tag-only'];

export function registriesObstacles(file: OpenFile): readonly Finding[] {
  const shape = [...versionFaults(file), ...shapeFaults(file)];
  if (shape.length > 0) return shape;
  const all = registryElements(file);
  return [
    ...topLevelFaults(file),
    ...all.flatMap((element) => [...elementFaults(element), ...mirrorFaults(element)]),
    ...conflictFaults(all),
  ];
}

/** Version 1 has no mirrors, and mixing it with version 2 is refused (engines.md C.8). */
function versionFaults(file: OpenFile): readonly Finding[] {
  for (const name of V1_TABLES) {
    const node = nodeAt(file.document.root, ['registries', name, 'registries']);
    if (!node) continue;
    return [
      fault(
        'registries/version-1',
        nodeRange(node),
        `[registries.${name}] is the version 1 format, which has no mirrors and cannot stand in one file with [[registry]]. Turn it into "unqualified-search-registries" and [[registry]] tables first.`,
      ),
    ];
  }
  return [];
}

function shapeFaults(file: OpenFile): readonly Finding[] {
  const { root } = file.document;
  const list = file.data['registry'];
  const node = child(root, 'registry');
  if (node && !(Array.isArray(list) && list.every(isTable))) {
    return [
      fault(
        'registries/single-table',
        nodeRange(node),
        'A registry is an element of an array, and engines refuse a single table. Write [[registry]] with two brackets.',
      ),
    ];
  }
  for (const { node: element, data } of registryElements(file)) {
    const mirror = child(element, 'mirror');
    const mirrors = data['mirror'];
    if (mirror && !(Array.isArray(mirrors) && mirrors.every(isTable))) {
      return [
        fault(
          'registries/single-table',
          nodeRange(mirror),
          'A mirror is an element of an array, and engines refuse a single table. Write [[registry.mirror]] with two brackets.',
        ),
      ];
    }
  }
  const plural = child(root, 'registries');
  if (plural && nodeKind(plural) !== 'table') {
    return [
      fault(
        'registries/plural',
        nodeRange(plural),
        'Engines refuse an array named "registries". Write [[registry]].',
      ),
    ];
  }
  return [];
}

function topLevelFaults(file: OpenFile): readonly Finding[] {
  const mode = file.data['short-name-mode'];
  const search = file.data['unqualified-search-registries'];
  const at = (key: string): TextRange => {
    const node = child(file.document.root, key);
    return node ? nodeRange(node) : { start: 0, end: 0 };
  };
  const findings: Finding[] = [];
  if (mode !== undefined && !(typeof mode === 'string' && SHORT_NAME_MODES.includes(mode))) {
    findings.push(
      fault(
        'registries/short-name-mode',
        at('short-name-mode'),
        'short-name-mode is none of "enforcing", "permissive" and "disabled", and engines refuse the file.',
      ),
    );
  }
  const isList = Array.isArray(search) && search.every((item) => typeof item === 'string');
  if (search !== undefined && !isList) {
    findings.push(
      wrongType(
        at('unqualified-search-registries'),
        'unqualified-search-registries',
        'an array of strings',
      ),
    );
  }
  for (const item of isList ? search : []) {
    const text = String(item).replace(/\/+$/, '');
    if (text !== '' && !/^https?:\/\//.test(text) && !text.includes('/')) continue;
    findings.push(
      fault(
        'registries/search-registry',
        at('unqualified-search-registries'),
        `Engines refuse the search registry "${String(item)}": it must be a host without scheme or path.`,
      ),
    );
  }
  return findings;
}

function elementFaults({ node, data, prefix }: RegistryElement): readonly Finding[] {
  const findings = typeFaults(node, data, ['insecure', 'blocked', 'mirror-by-digest-only']);
  if (findings.length > 0) return findings;
  if (data['pull-from-mirror'] !== undefined) {
    findings.push(
      fault(
        'registries/pull-from-mirror-on-registry',
        rangeOf(node, 'pull-from-mirror'),
        'pull-from-mirror belongs into [[registry.mirror]]; engines refuse it here.',
      ),
    );
  }
  const own = text(data, 'prefix');
  const location = text(data, 'location');
  for (const key of ['prefix', 'location']) {
    if (/^https?:\/\//.test(text(data, key))) findings.push(schemeFault(node, key));
  }
  if (prefix === '') {
    findings.push(
      fault(
        'registries/no-location',
        nodeRange(node),
        'A [[registry]] without location and prefix: engines refuse the file. Give it a location.',
      ),
    );
  } else if (own !== '' && location === '' && !own.startsWith('*.')) {
    findings.push(
      fault(
        'registries/prefix-without-location',
        nodeRange(node),
        `The registry "${own}" has a prefix but no location, and engines refuse the file. Add location = "${own}".`,
      ),
    );
  }
  if (prefix.startsWith('*.') && /[/@:]/.test(prefix)) {
    findings.push(
      fault(
        'registries/wildcard-form',
        nodeRange(node),
        `Engines refuse the wildcard "${prefix}": it must be "*." and a domain, without port, path or digest.`,
      ),
    );
  }
  return findings;
}

function mirrorFaults({ node, data }: RegistryElement): readonly Finding[] {
  const list = Array.isArray(data['mirror']) ? data['mirror'] : [];
  const array = child(node, 'mirror');
  if (!array) return [];
  const at = nodeRange(array);
  return list.filter(isTable).flatMap((mirror): readonly Finding[] => {
    const findings = typeFaults(array, mirror, ['insecure']);
    const location = text(mirror, 'location');
    const pull = mirror['pull-from-mirror'];
    if (typeof mirror['location'] !== 'string' || location === '') {
      findings.push(
        fault(
          'registries/mirror-without-location',
          at,
          'A mirror without location: engines refuse the file. Give it one.',
        ),
      );
    }
    if (/^https?:\/\//.test(location)) findings.push(schemeFault(array, 'location'));
    if (pull !== undefined && !(typeof pull === 'string' && PULL_FROM_MIRROR.includes(pull))) {
      findings.push(
        fault(
          'registries/pull-from-mirror-value',
          at,
          'pull-from-mirror is none of "all", "digest-only" and "tag-only", and engines refuse the file.',
        ),
      );
    } else if (typeof pull === 'string' && pull !== '' && data['mirror-by-digest-only'] === true) {
      findings.push(
        fault(
          'registries/pull-from-mirror-with-digest-only',
          at,
          'mirror-by-digest-only of the registry and pull-from-mirror of a mirror exclude each other: engines refuse the file. Keep one of them.',
        ),
      );
    }
    return findings;
  });
}

function typeFaults(node: Node, data: TomlTable, booleans: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const key of booleans) {
    if (data[key] !== undefined && typeof data[key] !== 'boolean') {
      findings.push(wrongType(rangeOf(node, key), key, 'true or false without quotes'));
    }
  }
  for (const key of ['prefix', 'location']) {
    if (data[key] !== undefined && typeof data[key] !== 'string') {
      findings.push(wrongType(rangeOf(node, key), key, 'a string'));
    }
  }
  return findings;
}

function rangeOf(node: Node, key: string): TextRange {
  const below = nodeKind(node) === 'table' ? child(node, key) : undefined;
  return nodeRange(below ?? node);
}

function schemeFault(node: Node, key: string): Finding {
  return fault(
    'registries/uri-scheme',
    rangeOf(node, key),
    `The ${key} has a scheme, and engines refuse the file. Take "https://" out; for "http://" write insecure = true beside it.`,
  );
}

function wrongType(range: TextRange, key: string, wanted: string): Finding {
  return fault(
    'registries/wrong-type',
    range,
    `"${key}" must be ${wanted}, or engines refuse the file.`,
  );
}

function text(data: TomlTable, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value.replace(/\/+$/, '') : '';
}

function fault(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'error', range, message };
}
