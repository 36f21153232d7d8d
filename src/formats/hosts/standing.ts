// Hosts that are there but are not the mirrors that they look like.
import { isDuration, isNegativeDuration } from '../../go/duration.ts';
import { headerFault } from '../../go/header.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Mirror } from '../../model/mirror.ts';
import type { TextRange } from '../../text/edit.ts';
import { isInline, type Node, nodeRange } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { withoutCredentials } from '../shared.ts';
import { isSecondGeneration, readsDialTimeout } from './release.ts';

/** Whether a `[host."…"]` header names the host: containerd 2.x looks for nothing else (B.4). */
export function isHeader(node: Node): boolean {
  return !isInline(node) && node.parts.some((part) => part.kind === 'section');
}

/** Why containerd does not use a host as the mirror that its URL and settings say. */
export function useFault(node: Node, mirror: Mirror, file: OpenFile): Finding | undefined {
  if (!isHeader(node) && isSecondGeneration(file) !== false) return notAHeader(node);
  if (mirror.capabilities?.includes('pull') === false) return withoutPull(node);
  return isSent(mirror, file) ? undefined : neverSent(node);
}

export function notAHeader(node: Node): Finding {
  return error(
    'hosts/not-a-header',
    nodeRange(node),
    `The host "${nameOf(node)}" is not written as a header: containerd 2.x passes over it, and for 1.x no other host can be put before it. Write it as [host."…"] with its settings below.`,
  );
}

/** Whether requests to a mirror leave at all (B.5). */
function isSent({ header, dialTimeout }: Mirror, file: OpenFile): boolean {
  if (Object.entries(header ?? {}).some(([name, value]) => headerFault(name, [value].flat()))) {
    return false;
  }
  const waits = dialTimeout === undefined || readsDialTimeout(file) === false ? '' : dialTimeout;
  return !isDuration(waits) || !isNegativeDuration(waits);
}

function neverSent(node: Node): Finding {
  return error(
    'hosts/never-sent',
    nodeRange(node),
    `The host "${nameOf(node)}" is there already, but with a header that HTTP cannot carry or a dial_timeout below zero, so that no request to it leaves. Mend that first.`,
  );
}

/** The same URL is asked below another path with `override_path` and without it (B.6). */
export function otherMeaning(node: Node, mirror: Mirror): Finding {
  const means = mirror.overridePath ? `${mirror.url} as it stands` : mirror.url;
  return error(
    'hosts/other-meaning',
    nodeRange(node),
    `The host "${nameOf(node)}" is there already and means ${means}: containerd puts /v2 behind a path unless override_path is true. Mend its override_path, or take the host out.`,
  );
}

/** Tags are looked up at hosts that may pull and resolve, and nowhere else (B.5). */
function withoutPull(node: Node): Finding {
  return error(
    'hosts/without-pull',
    nodeRange(node),
    `The host "${nameOf(node)}" is there already, but its capabilities lack "pull", so that containerd looks no image up there. Add "pull" and "resolve" to them.`,
  );
}

function nameOf(node: Node): string {
  return withoutCredentials(node.key ?? '');
}

function error(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'error', range, message };
}
