import type { Skipped } from '../candidate.ts';
import type { FileSystem } from '../filesystem.ts';
import type { ContainerdConfig } from './config.ts';
import type { RegistrySettings } from './registry.ts';
import type { ContainerdRules } from './versions.ts';
export function unusedEntries(
  _fs: FileSystem,
  _config: ContainerdConfig,
  _settings: RegistrySettings,
  _rules: ContainerdRules,
  _domain: string,
): readonly Skipped[] {
  return [];
}
