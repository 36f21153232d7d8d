// Reads the `[[registry.mirror]]` of a `[[registry]]`, in either spelling of arrays.
import type { Finding } from '../../model/diagnostic.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { TextRange } from '../../text/edit.ts';
import { nodeRange } from '../../toml/index.ts';
import type { MirrorEntry, OpenFile } from '../adapter.ts';
import { shown } from '../shown.ts';
import { locationEndpoint, locationMirror } from './location.ts';
import { isBefore, MIRROR_SLASH_SINCE } from './releases.ts';
import { isSet, prefixOf, setting, settingNode, type Table, tablesOf } from './tables.ts';

/** In the order in which engines try them. */
export function mirrorEntries(element: Table, file: OpenFile): readonly MirrorEntry[] {
  const digestsOnly = isSet(element, 'mirror-by-digest-only');
  return tablesOf(settingNode(element, 'mirror'), setting(element, 'mirror')).map(
    (table): MirrorEntry => {
      const written = setting(table, 'location');
      const location = typeof written === 'string' ? written : '';
      const endpoint = locationEndpoint(location, isSet(table, 'insecure'));
      const usage = setting(table, 'pull-from-mirror');
      const fault = brokenFault(location, endpoint, element, nodeRange(table.node), file);
      return {
        mirror: locationMirror(location, endpoint, usage, digestsOnly),
        endpoint,
        upstream: location === setting(element, 'location'),
        range: nodeRange(table.node),
        ...(fault ? { fault } : {}),
      };
    },
  );
}

/**
 * Why no image of the registry can be pulled: its name at every mirror is put together before the
 * first is asked (engines.md C.3, C.5).
 */
function brokenFault(
  location: string,
  endpoint: Endpoint | undefined,
  registry: Table,
  range: TextRange,
  file: OpenFile,
): Finding | undefined {
  const name = shown(prefixOf(registry), 'registry');
  const fails = `every pull of ${name} fails, whatever other mirrors it has`;
  if (!endpoint) {
    return {
      code: 'registries/unrewritable-location',
      severity: 'error',
      range,
      message: `The location of this mirror can begin no image name: ${fails}. Mend it or take the mirror out.`,
    };
  }
  if (!location.endsWith('/') || !isBefore(file, MIRROR_SLASH_SINCE)) return undefined;
  return {
    code: 'registries/trailing-slash',
    severity: 'error',
    range,
    message: `The location of this mirror ends in a slash, which ${file.target?.text} leaves there: ${fails}. Take the slash away.`,
  };
}
