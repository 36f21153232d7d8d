// Which entries of registries.conf seem to be for an image and are not taken (engines.md C.1, C.5,
// C.10).
import { longestMatch, matchLength } from '../../formats/registries/prefixes.ts';
import { HUB_API_HOST } from '../../model/registry.ts';
import type { Skipped } from '../candidate.ts';
import { type ImageReference, imageName } from '../reference.ts';
import type { ImageConfig } from './config.ts';
import type { Registry } from './registries.ts';

export function hiddenEntries(config: ImageConfig, image: ImageReference): readonly Skipped[] {
  const name = imageName(image);
  const taken = longestMatch(config.registries, name);
  const others = config.registries.flatMap((registry) => {
    const reason = registry === taken ? undefined : whyNot(registry, taken, image);
    return reason === undefined ? [] : locations(registry, reason);
  });
  const replaced = config.replaced.flatMap(({ registry, reason }) =>
    matchLength(name, registry.prefix) === -1 ? [] : locations(registry, reason),
  );
  const files = config.files.left.map(({ path, reason }) => ({
    entry: path,
    reason,
    origin: { path, offset: 0 },
  }));
  return [...others, ...replaced, ...files];
}

function whyNot(
  registry: Registry,
  taken: Registry | undefined,
  image: ImageReference,
): string | undefined {
  const { prefix } = registry;
  if (taken && matchLength(imageName(image), prefix) !== -1) {
    return taken.prefix.length > prefix.length
      ? `hidden by the more specific prefix "${taken.prefix}"`
      : `hidden by the prefix "${taken.prefix}", which is as long and comes first`;
  }
  return lookalikePrefix(prefix, image);
}

function lookalikePrefix(prefix: string, image: ImageReference): string | undefined {
  const [host = '', ...path] = prefix.split('/');
  const domain = image.domain;
  if (domain === 'docker.io' && (host === HUB_API_HOST || host === 'index.docker.io')) {
    return 'Docker Hub is looked up as "docker.io"';
  }
  if (prefix !== prefix.toLowerCase() && host.toLowerCase() === domain) {
    return 'a prefix with capitals matches no image';
  }
  if (host === domain && /[:@]/.test(path.at(-1) ?? '')) {
    return 'images are looked up by name: a prefix with a tag or digest matches none';
  }
  if (prefix === `docker.io/${image.repository.replace(/^library\//, '')}`) {
    return `the official image is looked up as "${imageName(image)}"`;
  }
  if (prefix.startsWith('*.') && domain === prefix.slice(2)) {
    return `"${prefix}" stands for what is below ${domain}, not for itself`;
  }
  return undefined;
}

/** The registry's mirrors; itself when it has none. */
function locations(registry: Registry, reason: string): readonly Skipped[] {
  if (registry.mirrors.length === 0) {
    return [{ entry: registry.prefix, reason, origin: registry.origin }];
  }
  return registry.mirrors.map(({ location, origin }) => ({ entry: location, reason, origin }));
}
