// Registry tables that are not read while another one says as much.
import { isTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { configPathOf, type Registry, setting } from './facts.ts';

/** Whether every registry that a dead table has mirrors for has some in the table that is read. */
export function isCovered(dead: Registry, read: Registry | undefined, file: OpenFile): boolean {
  if (!read || (configPathOf(dead, file) !== '' && configPathOf(read, file) === '')) return false;
  const there = registryNames(read, file);
  const names = registryNames(dead, file);
  return names.every((name) => there.includes(name));
}

function registryNames(registry: Registry, file: OpenFile): readonly string[] {
  const mirrors = setting(registry, 'mirrors', file)?.data;
  return isTable(mirrors) ? Object.keys(mirrors) : [];
}
