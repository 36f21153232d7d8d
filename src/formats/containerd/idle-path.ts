// A `config_path` that is not read and need not be.
import type { TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { hasMembers, type Place, registryAt } from './facts.ts';

/** Whether nothing is lost by it: it is empty, or mirrors are set, which it must not stand beside. */
export function isIdlePath(
  name: string,
  data: TomlValue,
  registry: Place | undefined,
  file: OpenFile,
): boolean {
  if (name !== 'config_path') return false;
  if (data === '') return true;
  return registry !== undefined && hasMembers(registryAt(registry, ''), 'mirrors', file);
}
