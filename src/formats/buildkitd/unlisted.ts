// What the table of a registry says of the registry itself (engines.md D).
import type { Unlisted } from '../../model/plan.ts';
import type { OpenFile, RegistryEntry } from '../adapter.ts';
import { SETTINGS } from './facts.ts';
import { settingName } from './release.ts';
import { tableOf } from './settings.ts';

export function buildkitdUnlisted(
  { registry }: RegistryEntry,
  file: OpenFile,
): readonly Unlisted[] {
  const table = tableOf(registry, file) ?? {};
  const names = SETTINGS.filter(
    (key) => key !== 'mirrors' && settingName(table, key, file) !== undefined,
  );
  if (names.length === 0) return [];
  return [
    {
      code: 'registry/server-settings',
      message: `The registry itself is reached by settings of its own (${names.join(', ')}), which the new files do not have.`,
    },
  ];
}
