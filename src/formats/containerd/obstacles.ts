// What keeps every mirror of a config.toml from being used: names that the version does not read,
// versions that the release does not read, settings that stop the CRI plugin.
import type { Finding } from '../../model/diagnostic.ts';
import { before, type Target } from '../../model/target.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  children,
  dataAt,
  isTable,
  keyRange,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  ownSection,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import {
  configVersion,
  NEWEST_VERSION,
  pluginOf,
  registryOf,
  registryPath,
  V1_PLUGIN,
  V2_PLUGIN,
  V3_PLUGIN,
} from './section.ts';

const START: TextRange = { start: 0, end: 0 };

/** The faults that make an addition useless or harmful, the gravest first. */
export function containerdObstacles(file: OpenFile): readonly Finding[] {
  const version = configVersion(file.data['version']);
  if (version === undefined || version > NEWEST_VERSION) return [versionFault(file)];
  return [
    ...shapeFaults(file),
    ...nameFaults(version, file),
    ...releaseFaults(version, file),
    ...disabledFaults(version, file),
    ...configPathFaults(file),
  ];
}

/** Whether the release is one where mirrors alone stop the CRI plugin (engines.md A.6, X4). */
export function needsEmptyConfigPath(target: Target | undefined): boolean {
  const release = target?.family === 'containerd' ? target.release : undefined;
  return release !== undefined && !before(release, [2, 2, 0]) && before(release, [2, 2, 2]);
}

function versionFault(file: OpenFile): Finding {
  const version = file.data['version'];
  const range = rangeAt(file, ['version']);
  if (typeof version === 'number' && Number.isInteger(version) && version > 0) {
    return error(
      'containerd/unknown-version',
      range,
      `Config version ${version} is unknown: engines read 1 to ${NEWEST_VERSION}. Set the version that your containerd prints with "containerd config default".`,
    );
  }
  return error(
    'containerd/version-type',
    range,
    'The config version is no whole number from 0 up, and containerd does not start with it. Write it as "version = 2" or "version = 3".',
  );
}

/** Tables that are something else: 1.x refuses the file, 2.x panics (engines.md A.3). */
function shapeFaults(file: OpenFile): readonly Finding[] {
  const path = registryPath(file.data);
  for (let length = 1; length <= path.length; length++) {
    const node = nodeAt(file.document.root, path.slice(0, length));
    if (node && nodeKind(node) !== 'table') return [notATable(node, path.slice(0, length))];
  }
  const mirrors = dataAt(file.data, [...path, 'mirrors']);
  const at = (...below: readonly string[]): Node | undefined =>
    nodeAt(file.document.root, [...path, 'mirrors', ...below]);
  const whole = at();
  if (!whole) return [];
  if (!isTable(mirrors)) return [notATable(whole, [...path, 'mirrors'])];
  const findings: Finding[] = [];
  for (const name of Object.keys(mirrors)) {
    const entry = mirrors[name];
    const endpoint = isTable(entry) ? entry['endpoint'] : undefined;
    if (isTable(entry) && (endpoint === undefined || isTextArray(endpoint))) continue;
    const node = at(name);
    const place = at(name, 'endpoint');
    if (place) findings.push(endpointFault(name, place));
    else if (node) findings.push(notATable(node, [...path, 'mirrors', name]));
  }
  return findings;
}

function endpointFault(name: string, endpoint: Node): Finding {
  return error(
    'containerd/endpoint-not-array',
    nodeRange(endpoint),
    `The endpoint of "${name}" is no array of strings, and no containerd starts with it. Write endpoint = ["https://…"].`,
  );
}

function nameFaults(version: number, file: OpenFile): readonly Finding[] {
  const { root } = file.document;
  const right = pluginOf(version);
  const unquoted = nodeAt(root, ['plugins', 'io', 'containerd']);
  if (unquoted) {
    return [
      error(
        'containerd/unquoted-plugin-name',
        nodeRange(unquoted),
        `A plugin's name has dots and must be in quotes: containerd 1.x refuses this header, 2.x passes over it. Write [plugins."${right}"…].`,
      ),
    ];
  }
  const short = nodeAt(root, ['plugins', V1_PLUGIN]);
  if (version === 2 && short && !isTwo(file.target)) {
    return [
      error(
        'containerd/short-plugin-name',
        nodeRange(short),
        `[plugins.${V1_PLUGIN}] is the name of version 1: in a version 2 file containerd 1.x refuses to start and 2.x passes over it. Write [plugins."${V2_PLUGIN}"].`,
      ),
    ];
  }
  if (version === 1 && short) return [];
  const wrong = [V2_PLUGIN, V3_PLUGIN].filter((name) => name !== right);
  for (const name of wrong) {
    const node = version === 1 ? nodeAt(root, ['plugins', name]) : registryOf(root, name);
    if (node) return [wrongName(version, name, node)];
  }
  return [];
}

function wrongName(version: number, name: string, node: Node): Finding {
  const range = nodeRange(node);
  if (version === 1) {
    return error(
      'containerd/missing-version',
      range,
      `The file has no version, which means 1, but names "${name}" as version ${name === V2_PLUGIN ? 2 : 3} does: containerd 1.6 to 2.2 would pass over mirrors here. Make "version = ${name === V2_PLUGIN ? 2 : 3}" the first line.`,
    );
  }
  if (version === 2) {
    return error(
      'containerd/v3-names-in-version-2',
      range,
      `A version 2 file with the registry table of version 3: containerd 1.x passes over it, and on 2.x a table under "${V2_PLUGIN}" would replace it whole. Move it to [plugins."${V2_PLUGIN}".registry], or set "version = 3".`,
    );
  }
  return error(
    'containerd/v2-names-in-version-3',
    range,
    `A version ${version} file with the registry table of version 2: some releases pass over it and others let it replace the table under "${V3_PLUGIN}" whole. Move it to [plugins."${V3_PLUGIN}".registry].`,
  );
}

function releaseFaults(version: number, file: OpenFile): readonly Finding[] {
  const release = file.target?.family === 'containerd' ? file.target.release : undefined;
  if (!release) return [];
  const range = rangeAt(file, ['version']);
  const name = file.target?.text ?? '';
  const newest = before(release, [2, 0, 0]) ? 2 : before(release, [2, 3, 0]) ? 3 : 4;
  if (version > newest) {
    return [
      error(
        'containerd/version-too-new',
        range,
        `${name} reads config versions up to ${newest}, and this file has ${version}: it is refused or its mirrors are passed over. Use "version = ${newest}" with the names of that version.`,
      ),
    ];
  }
  if (version === 1 && newest === 3) {
    return [
      error(
        'containerd/version-1-ignored',
        range,
        `${name} passes over the mirrors of a file of version 1 or without version. Make "version = 2" the first line and use the names of version 2.`,
      ),
    ];
  }
  if (version === 2 && needsEmptyConfigPath(file.target)) {
    return [
      error(
        'containerd/mirrors-only-2.2.0',
        range,
        `containerd 2.2.0 and 2.2.1 do not load the CRI plugin for a version 2 file with mirrors, whatever its config_path. Use version 3, a hosts.toml, or containerd 2.2.2 or later.`,
      ),
    ];
  }
  return [];
}

function disabledFaults(version: number, file: OpenFile): readonly Finding[] {
  const disabled = file.data['disabled_plugins'];
  if (!Array.isArray(disabled)) return [];
  const range = rangeAt(file, ['disabled_plugins']);
  if (disabled.includes(V1_PLUGIN) && version > 1) {
    return [
      error(
        'containerd/short-disabled-plugins',
        range,
        `disabled_plugins names "${V1_PLUGIN}" as version 1 does: containerd refuses to start with that in a version ${version} file. Take it out to use mirrors.`,
      ),
    ];
  }
  const stops = version <= 1 ? [V1_PLUGIN] : [V2_PLUGIN, V3_PLUGIN];
  const named = disabled.find((name) => typeof name === 'string' && stops.includes(name));
  if (named === undefined) return [];
  return [
    error(
      'containerd/cri-disabled',
      range,
      `disabled_plugins turns "${String(named)}" off, and nothing else reads mirrors: they would have no effect. Take it out of disabled_plugins first.`,
    ),
  ];
}

function configPathFaults(file: OpenFile): readonly Finding[] {
  const path = registryPath(file.data);
  const registry = nodeAt(file.document.root, path);
  if (!registry) return [];
  for (const [key, node] of children(registry)) {
    if (key.toLowerCase() !== 'config_path') continue;
    const value = dataAt(file.data, [...path, key]);
    if (value === '') continue;
    if (typeof value !== 'string') {
      return [
        error(
          'containerd/config-path-type',
          nodeRange(node),
          'config_path is no string, and no containerd starts with it. Write one folder: config_path = "/etc/containerd/certs.d".',
        ),
      ];
    }
    return [mirrorsBesideConfigPath(node, registry, file)];
  }
  return [];
}

/** All releases: the CRI plugin does not load while the daemon runs on (engines.md A.6, X3). */
function mirrorsBesideConfigPath(configPath: Node, registry: Node, file: OpenFile): Finding {
  const line = (node: Node): number => file.lines.position(nodeRange(node).start).line;
  const mirrors = children(registry).get('mirrors');
  const named = mirrors && [...children(mirrors).values()].at(0);
  const owner = mirrors && ownSection(mirrors) ? mirrors : named;
  const where = owner ? `mirrors (line ${line(owner)})` : 'mirrors';
  return error(
    'containerd/mirrors-with-config-path',
    nodeRange(configPath),
    `config_path (line ${line(configPath)}) is set, and containerd does not load its CRI plugin when ${where} are set too: no image could be pulled any more. Put the mirror into a hosts.toml below config_path, or take config_path out.`,
  );
}

function notATable(node: Node, path: readonly string[]): Finding {
  return error(
    'containerd/not-a-table',
    keyRange(node),
    `"${path.join('.')}" is no table: containerd 1.x refuses the file and 2.x crashes or passes over it. Write it as a [table].`,
  );
}

function isTextArray(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTwo(target: Target | undefined): boolean {
  const release = target?.family === 'containerd' ? target.release : undefined;
  return release !== undefined && !before(release, [2, 0, 0]);
}

function rangeAt(file: OpenFile, path: readonly string[]): TextRange {
  const node = nodeAt(file.document.root, path);
  return node ? nodeRange(node) : START;
}

function error(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'error', range, message };
}
