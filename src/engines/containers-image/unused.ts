import type { Skipped } from '../candidate.ts';
import type { ImageReference } from '../reference.ts';
import type { ImageConfig } from './config.ts';
export function hiddenEntries(_config: ImageConfig, _image: ImageReference): readonly Skipped[] {
  return [];
}
