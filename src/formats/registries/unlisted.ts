// What a `[[registry]]` says beside its mirrors (engines.md C.3, C.6).
import type { Unlisted } from '../../model/plan.ts';
import type { OpenFile, RegistryEntry } from '../adapter.ts';
import { shown } from '../shown.ts';
import { keptElement } from './entries.ts';
import { withHubName } from './names.ts';
import { isSet, locationOf } from './tables.ts';

export function registriesUnlisted(
  { registry }: RegistryEntry,
  file: OpenFile,
): readonly Unlisted[] {
  const element = keptElement(registry, file);
  if (!element) return [];
  const location = locationOf(element, 'location');
  const isElsewhere = location !== '' && withHubName(location) !== withHubName(registry);
  return [
    ...(isElsewhere ? [elsewhere(location)] : []),
    ...(isSet(element, 'blocked') ? [BLOCKED] : []),
    ...(isSet(element, 'insecure') ? [INSECURE] : []),
  ];
}

const BLOCKED: Unlisted = {
  code: 'registry/blocked',
  message: 'Its entry is blocked, so that nothing is pulled. The new files would allow it.',
};

const INSECURE: Unlisted = {
  code: 'registry/insecure',
  message:
    'Its entry is insecure: behind the mirrors the registry itself is asked without a check of certificates, or in plain HTTP. The new files do not say that.',
};

function elsewhere(location: string): Unlisted {
  return {
    code: 'registry/other-server',
    message: `Its images come from ${shown(location, 'location')} where no mirror has them, and in the new files from the registry itself. Make that the last mirror if it should be asked before the registry.`,
  };
}
