// What a hosts.toml says of the registry's own server (engines.md B.3).
import { apiHost, withoutDefaultPort } from '../../model/endpoint.ts';
import type { Unlisted } from '../../model/plan.ts';
import type { OpenFile, RegistryEntry } from '../adapter.ts';
import { withoutCredentials } from '../shared.ts';
import { shown } from '../shown.ts';
import { serverOf } from './entries.ts';
import { SETTINGS, settingOf, settingsTable } from './facts.ts';
import { hostEndpoint } from './host.ts';

export function hostsUnlisted({ registry }: RegistryEntry, file: OpenFile): readonly Unlisted[] {
  const url = serverOf(file);
  const names = SETTINGS.filter((key) => settingOf(settingsTable(file), key, file));
  return [
    ...(url === undefined || isOwn(url, registry) ? [] : [elsewhere(url)]),
    ...(names.length === 0 ? [] : [serverSettings(names)]),
  ];
}

function isOwn(url: string, registry: string): boolean {
  const server = hostEndpoint(url, false);
  if (server?.root !== '/v2' || server.scheme !== 'https') return false;
  return apiHost(server.host) === apiHost(withoutDefaultPort(registry, server.scheme));
}

function elsewhere(url: string): Unlisted {
  return {
    code: 'registry/other-server',
    message: `Its server is ${shown(withoutCredentials(url), 'URL')}, which is asked in place of the registry itself. The new files leave the registry where it is: make the server the last mirror if it should be asked before.`,
  };
}

function serverSettings(names: readonly string[]): Unlisted {
  return {
    code: 'registry/server-settings',
    message: `The file has settings for the registry's own server (${names.join(', ')}), which the new files do not have.`,
  };
}
