// What containerd's CRI plugin does to pull an image (engines.md A, B).

import { isNegativeDuration } from '../../go/duration.ts';
import type { Target } from '../../model/target.ts';
import { resolverAttempts } from '../attempts.ts';
import type { Candidate, Skipped } from '../candidate.ts';
import { parserOf } from '../dialect.ts';
import type { EnginePull } from '../engine-pull.ts';
import type { FileSystem } from '../filesystem.ts';
import { isStop, panic, pullFails, type Stop } from '../outcome.ts';
import type { ImageReference } from '../reference.ts';
import { loadConfig } from './config.ts';
import { unsendableHeader } from './host-settings.ts';
import { hostCandidates } from './hosts.ts';
import { hostsFolder } from './hosts-dir.ts';
import { mirrorCandidates } from './mirrors.ts';
import { type RegistrySettings, registrySettings } from './registry.ts';
import { unusedEntries } from './unused.ts';
import { type ContainerdRules, containerdRules } from './versions.ts';

export function containerdPull(
  fs: FileSystem,
  reference: ImageReference,
  target: Target,
): EnginePull {
  const rules = containerdRules(target.release, parserOf(target));
  const image = reference.digest === '' ? reference : { ...reference, tag: '' };
  const config = loadConfig(fs, rules);
  if (isStop(config)) return { image, stop: config, attempts: [], skipped: [] };
  const settings = registrySettings(config, rules);
  if (isStop(settings)) return { image, stop: settings, attempts: [], skipped: [] };
  const unused = unusedEntries(fs, config, settings, rules, image.domain);
  const timeless = timeoutFault(settings);
  if (timeless) return { image, stop: timeless, attempts: [], skipped: unused };
  const unsendable = unsendableHeader(settings.headers);
  if (unsendable !== undefined) {
    const stop = pullFails(`no request leaves: ${unsendable}`, settings.headers?.origin);
    return { image, stop, attempts: [], skipped: unused };
  }
  if (image.domain.startsWith('[') && !rules.has('addressedRegistries')) {
    const stop = pullFails('this release takes no IPv6 address for a registry');
    return { image, stop, attempts: [], skipped: unused };
  }
  const found = candidatesOf(fs, settings, rules, image.domain);
  if (isStop(found)) return { image, stop: found, attempts: [], skipped: unused };
  const { attempts, skipped, stop } = resolverAttempts(fs, found.candidates, image);
  const all = [...found.skipped, ...skipped, ...unused];
  return { image, attempts, skipped: all, ...(stop && { stop }) };
}

/** What `image_pull_progress_timeout` makes of every pull, though the plugin loads with it (A.6). */
function timeoutFault({ pullTimeout, transferService }: RegistrySettings): Stop | undefined {
  if (!pullTimeout) return undefined;
  const { value, origin } = pullTimeout;
  if (value === '') {
    return pullFails('`image_pull_progress_timeout` is empty, and every pull fails', origin);
  }
  if (isNegativeDuration(value)) {
    return panic(
      'pull',
      '`image_pull_progress_timeout` is below zero, which crashes the daemon at the next pull',
      origin,
    );
  }
  if (!transferService || /[1-9]/.test(value)) return undefined;
  return pullFails(
    '`image_pull_progress_timeout` is zero, and the transfer service waits forever',
    origin,
  );
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
}

function candidatesOf(
  fs: FileSystem,
  settings: RegistrySettings,
  rules: ContainerdRules,
  domain: string,
): Found | Stop {
  // The transfer service knows no `mirrors`: they make pulls local.
  if (settings.configPath === '' && !settings.transferService) {
    const candidates = mirrorCandidates(fs, settings, rules, domain);
    return isStop(candidates) ? candidates : { candidates, skipped: [] };
  }
  const folder = hostsFolder(fs, settings, domain);
  if (typeof folder === 'object') return folder;
  return hostCandidates(fs, folder, rules, domain);
}
