// What `configs` says of the registry's own host, which is asked behind the mirrors (engines.md A.7).
import { apiHost } from '../../model/endpoint.ts';
import type { Unlisted } from '../../model/plan.ts';
import { nodeAt } from '../../toml/index.ts';
import type { OpenFile, RegistryEntry } from '../adapter.ts';
import { registryPath } from './section.ts';
import { hasTls, tlsOf } from './tls.ts';

export function containerdUnlisted(
  { registry }: RegistryEntry,
  file: OpenFile,
): readonly Unlisted[] {
  const own = nodeAt(file.document.root, registryPath(file.data));
  const tls = tlsOf(own, `https://${apiHost(registry)}`, file);
  if (!hasTls({ url: '', ...tls })) return [];
  return [
    {
      code: 'registry/server-settings',
      message:
        'The registry itself is reached with TLS settings of its own (configs), which the new files do not have.',
    },
  ];
}
