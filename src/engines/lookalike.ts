// Names that people write for a registry and that engines, which look for the exact name, never find
// (engines.md A.4, B.1, D).
import { HUB_API_HOST } from '../model/registry.ts';

/** Why a key or folder that seems to be meant for a registry is none of its; else `undefined`. */
export function lookalike(name: string, domain: string): string | undefined {
  if (name === domain) return undefined;
  const bare = name.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/s, '');
  if (bare === domain) return `the name must be "${domain}", without scheme and path`;
  if (bare.toLowerCase() === domain) return `capitals count: the name must be "${domain}"`;
  if (domain === 'docker.io' && (bare === HUB_API_HOST || bare === 'index.docker.io')) {
    return 'Docker Hub is looked up as "docker.io"';
  }
  if (withoutPort(bare) !== withoutPort(domain)) return undefined;
  return `the port belongs to the name, which must be "${domain}"`;
}

/** Folders write a port as `_5000_` or, wrongly, `_5000`. */
function withoutPort(name: string): string {
  return name.replace(/(?::[0-9]+|_[0-9]+_?)$/, '');
}
