// Knows how to be a registry that has a tiny image under every name and tag, and to write down what
// it was asked. It does not know who asks.

import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Certificate } from './certificate.ts';
import { type Blob, digestOf, findBlob, findManifest } from './image.ts';
import type { Close, Network, NetworkRequest } from './network.ts';

export interface RegistryOptions {
  /** Loopback, IPv4 or IPv6; default `127.0.0.1`. */
  readonly address?: string;
  readonly port: number;
  /** Default `http`; `https` shows the certificate. */
  readonly scheme?: 'http' | 'https';
  /** Default: the network's, which engines trust. */
  readonly certificate?: Certificate;
  /** Where its API is; default: at `/v2` alone, as everywhere. */
  readonly roots?: readonly string[];
  /** Default `serve`; `empty` is a registry without any image; a number is every answer's status. */
  readonly answer?: 'serve' | 'empty' | number;
}

export interface Registry {
  /** What this registry was asked, in the order of its answers. */
  readonly requests: readonly NetworkRequest[];
  /** From then on the registry is down: its port refuses connections. */
  readonly stop: Close;
}

export const standardRoots: readonly string[] = ['/v2'];

export async function startRegistry(network: Network, options: RegistryOptions): Promise<Registry> {
  const { address = '127.0.0.1', port, scheme = 'http', answer = 'serve' } = options;
  const { certificate = network.certificate, roots = standardRoots } = options;
  const requests: NetworkRequest[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://registry');
    const hasImages = answer === 'serve' && isBelow(roots, url.pathname);
    const found = typeof answer === 'number' ? answer : find(url.pathname, hasImages);
    const status = send(response, request.method, found);
    const seen: NetworkRequest = {
      scheme,
      host: request.headers.host ?? '',
      method: request.method ?? '',
      path: url.pathname,
      ns: url.searchParams.get('ns') ?? undefined,
      headerNames: Object.keys(request.headers),
      status,
    };
    requests.push(seen);
    network.requests.push(seen);
  };
  const server =
    scheme === 'https' ? createHttpsServer(certificate, handle) : createHttpServer(handle);
  const stop = await network.listen(address, port, (socket) => server.emit('connection', socket));
  return { requests, stop };
}

/** Whether a path belongs to an API at one of the roots. */
export function isBelow(roots: readonly string[], path: string): boolean {
  return roots.some((root) => path.startsWith(`${root}/`));
}

// What is at a path below an API root, or the status that says why nothing is.
function find(path: string, hasImages: boolean): Blob | number {
  if (path === '/v2/') return { type: 'application/json', body: Buffer.from('{}') };
  if (!hasImages) return 404;
  const [, kind, reference = ''] = /^\/.+\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  return (kind === 'manifests' ? findManifest(reference) : findBlob(reference)) ?? 404;
}

function send(response: ServerResponse, method: string | undefined, found: Blob | number): number {
  if (typeof found === 'number') {
    response.writeHead(found).end();
    return found;
  }
  const headers = {
    'content-type': found.type,
    'content-length': found.body.length,
    'docker-content-digest': digestOf(found.body),
  };
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : found.body);
  return 200;
}
