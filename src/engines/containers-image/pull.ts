// What Podman, CRI-O, Buildah and skopeo do to pull an image (engines.md C).

import { longestMatch } from '../../formats/registries/prefixes.ts';
import { withPort } from '../../go/net.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import type { PullAttempt } from '../../model/tree.ts';
import { fromPlace, nobodyToAsk, sameRequest } from '../attempts.ts';
import { SAME_REQUEST, type Skipped } from '../candidate.ts';
import { parserOf } from '../dialect.ts';
import type { EnginePull, PullQuestion } from '../engine-pull.ts';
import type { FileSystem } from '../filesystem.ts';
import { isStop, pullFails, type Stop } from '../outcome.ts';
import { type ImageReference, imageName, imageObject } from '../reference.ts';
import { isShort, ownAliases, resolveShortName } from './aliases.ts';
import { type ImageConfig, loadImageConfig } from './config.ts';
import { shortNamesFile } from './files.ts';
import { rewrite } from './lookup.ts';
import type { Location, Registry } from './registries.ts';
import { hiddenEntries } from './unused.ts';
import { imageRules } from './versions.ts';

export function containersImagePull(question: PullQuestion): EnginePull {
  const { fs, target, home } = question;
  const { image } = question;
  const rules = imageRules(target.release);
  const config = loadImageConfig(fs, home, parserOf(target), rules);
  if (isStop(config)) return { image, stop: config, attempts: [], skipped: [] };
  const images = imagesOf(question, config);
  if (isStop(images)) return { image, stop: images, attempts: [], skipped: [] };
  const first = images[0] ?? image;
  const stop = pullStop(question, images);
  if (stop) return { image, stop, attempts: [], skipped: [] };
  const attempts: PullAttempt[] = [];
  const own: Skipped[] = [];
  const hidden = images.flatMap((each) => hiddenEntries(config, each));
  for (const each of images) {
    const sources = sourcesOf(config, each, own);
    if (isStop(sources))
      return { image: first, stop: sources, attempts, skipped: [...own, ...hidden] };
    for (const source of sources) ask(fs, config, source, attempts, own);
  }
  const found = { image: first, attempts, skipped: [...own, ...hidden] };
  return attempts.length > 0 ? found : { ...found, stop: nobodyToAsk() };
}

/** skopeo takes a name without a registry for Docker Hub's; the others look it up. */
function imagesOf(question: PullQuestion, config: ImageConfig): readonly ImageReference[] | Stop {
  const { fs, image, target, written, home } = question;
  if (isStrict(target.text)) return [image];
  const own = isShort(written)
    ? ownAliases(fs, shortNamesFile(home), parserOf(target))
    : config.aliases;
  if (isStop(own)) return own;
  const aliases = new Map([...config.aliases, ...own]);
  const images = resolveShortName({ ...config, aliases }, written) ?? [image];
  return images.map((each) => (each.digest === '' ? each : { ...each, tag: '' }));
}

function isStrict(target: string): boolean {
  return /^(?:skopeo|containers-image)(?:@|$)/.test(target);
}

function pullStop(question: PullQuestion, images: readonly ImageReference[]): Stop | undefined {
  if (images.some(hasTagAndDigest)) return pullFails(TAG_AND_DIGEST);
  if (images.length > 0) return undefined;
  return pullFails(
    `"${question.written}" names no registry, and there is neither an alias nor a registry to search`,
  );
}

/** An endpoint and what the image is called there. */
interface Source {
  readonly image: ImageReference;
  readonly insecure: boolean;
  readonly servesTags: boolean;
  readonly location?: Location;
}

/** All mirrors, then the location; one that can't be named ends the pull (C.5, C.7). */
function sourcesOf(
  config: ImageConfig,
  image: ImageReference,
  skipped: Skipped[],
): readonly Source[] | Stop {
  const registry = longestMatch(config.registries, imageName(image));
  if (!registry) return [{ image, insecure: false, servesTags: true }];
  const list: Source[] = [];
  for (const mirror of registry.mirrors) {
    const reason = leftOut(registry, mirror, image);
    if (reason !== undefined) {
      skipped.push({ entry: mirror.location, reason, origin: mirror.origin });
      continue;
    }
    const source = sourceOf(registry, mirror, image);
    if (isStop(source)) return source;
    list.push(source);
  }
  const upstream = sourceOf(registry, registry.upstream, image);
  return isStop(upstream) ? upstream : [...list, upstream];
}

function sourceOf(registry: Registry, location: Location, image: ImageReference): Source | Stop {
  const rewritten = rewrite(image, registry.prefix, location.location);
  if (!rewritten) {
    return pullFails(
      `"${location.location}" and the rest of the name make no full image reference, and the pull ends`,
      location.origin,
    );
  }
  const isMirror = location !== registry.upstream;
  const onlyDigests = registry.mirrorByDigestOnly || location.pullFromMirror === 'digest-only';
  const servesTags = !isMirror || !onlyDigests;
  return { image: rewritten, insecure: location.insecure, servesTags, location };
}

function leftOut(registry: Registry, mirror: Location, image: ImageReference): string | undefined {
  const byDigest = image.digest !== '';
  if (registry.mirrorByDigestOnly && !byDigest) {
    return '`mirror-by-digest-only` keeps mirrors from being asked for a tag';
  }
  if (mirror.pullFromMirror === 'digest-only' && !byDigest) {
    return 'a digest-only mirror is not asked for a tag';
  }
  if (mirror.pullFromMirror === 'tag-only' && byDigest) {
    return 'a tag-only mirror is not asked for a digest';
  }
  return undefined;
}

/**
 * HTTPS, and with `insecure` also HTTP; not at all where the physical name is blocked (C.3) or has
 * the tag of its location beside a digest.
 */
function ask(
  fs: FileSystem,
  config: ImageConfig,
  source: Source,
  attempts: PullAttempt[],
  skipped: Skipped[],
): void {
  const { image, location } = source;
  const reason = whyNotAsked(config, image);
  if (location && reason !== undefined) {
    skipped.push({ entry: location.location || imageName(image), reason, origin: location.origin });
    return;
  }
  const host = image.domain === 'docker.io' ? HUB_API_HOST : image.domain;
  for (const scheme of source.insecure ? (['https', 'http'] as const) : (['https'] as const)) {
    const attempt: PullAttempt = {
      scheme,
      host: withPort(host, scheme),
      path: `/v2/${image.repository}/manifests/${imageObject(image)}`,
      ns: null,
      servesTags: source.servesTags,
      fallback: scheme === 'http',
      ...fromPlace(fs, location?.origin),
    };
    const before = attempts.at(-1);
    if (!before || !sameRequest(before, attempt)) attempts.push(attempt);
    else if (location) {
      const { location: entry, origin } = location;
      skipped.push({ entry, reason: SAME_REQUEST, origin });
    }
  }
}

function whyNotAsked(config: ImageConfig, image: ImageReference): string | undefined {
  if (hasTagAndDigest(image)) return `${TAG_AND_DIGEST}: the location's tag, the image's digest`;
  const blocking = longestMatch(config.registries, imageName(image));
  return blocking?.blocked ? `blocked by the entry for "${blocking.prefix}"` : undefined;
}

const TAG_AND_DIGEST = 'a reference with both a tag and a digest is not supported';

function hasTagAndDigest(image: ImageReference): boolean {
  return image.tag !== '' && image.digest !== '';
}
