// Whether engines would take a value as a setting of the whole file (engines.md C.2).
import { isDomain } from '../../go/reference.ts';
import { withoutTrailingSlashes } from '../../text/trailing.ts';
import type { TomlValue } from '../../toml/index.ts';
import { isTextList } from '../shared.ts';
import { SHORT_NAME_MODES } from './keys.ts';

export function isTopLevelValue(key: string, value: TomlValue | undefined): boolean {
  if (key === 'short-name-mode') return isShortNameMode(value);
  if (key === 'additional-layer-store-auth-helper') return typeof value === 'string';
  if (!isTextList(value)) return false;
  return key !== 'unqualified-search-registries' || value.every(isSearchRegistry);
}

export function isShortNameMode(value: TomlValue | undefined): boolean {
  return typeof value === 'string' && SHORT_NAME_MODES.includes(value);
}

export function isSearchRegistry(text: string): boolean {
  return isDomain(withoutTrailingSlashes(text));
}
