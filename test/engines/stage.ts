// Knows the registries that stand in the network of an end-to-end case: two upstreams, and mirrors
// that have everything, that have nothing, and that show a certificate which nobody trusts.

import { type Certificate, makeCertificate } from './certificate.ts';
import { type Network, startNetwork } from './network.ts';
import { type RegistryOptions, startRegistry } from './registry.ts';

/** One registry, under every name that leads to its address and port. */
export interface Site extends Omit<RegistryOptions, 'certificate'> {
  readonly address: string;
  readonly scheme: 'http' | 'https';
  readonly names: readonly string[];
  /** Shows a certificate that nobody trusts unless told to. */
  readonly isPrivate?: boolean;
}

export interface Stage {
  readonly network: Network;
  /** PEM: what `https://tls.test:5443` shows. */
  readonly privateAuthority: string;
  /** The registry that listens there now; the host is written with its port. */
  siteAt(host: string): Site | undefined;
  stopMirrors(): Promise<void>;
  startMirrors(): Promise<void>;
  /** Engines have to be stopped before. */
  stop(): Promise<void>;
}

const upstreams: readonly Site[] = [
  {
    names: ['app.example.test', 'one.test', 'two.test', 'three.test'],
    address: '127.0.0.1',
    port: 443,
    scheme: 'https',
  },
  {
    names: ['registry.test'],
    address: '127.0.0.5',
    port: 5000,
    scheme: 'https',
  },
];

const mirrors: readonly Site[] = [
  {
    names: ['mirror.test', 'star.test'],
    address: '127.0.0.2',
    port: 5055,
    scheme: 'http',
    roots: ['/v2', '/api'],
  },
  {
    names: ['empty.test'],
    address: '127.0.0.3',
    port: 5056,
    scheme: 'http',
    answer: 'empty',
  },
  {
    names: ['tls.test'],
    address: '127.0.0.4',
    port: 5443,
    scheme: 'https',
    isPrivate: true,
  },
];

/** `names` are more names of the first upstream. */
export async function startStage(names: readonly string[] = []): Promise<Stage> {
  const places = [...upstreams, ...mirrors].flatMap((site) =>
    site.names.map((name) => [name, site.address]),
  );
  const more = names.map((name) => [name, '127.0.0.1']);
  const network = await startNetwork(Object.fromEntries([...places, ...more]));
  const certificate = await makeCertificate(['tls.test']);
  const start = (sites: readonly Site[]) =>
    Promise.all(sites.map((site) => open(network, site, certificate)));
  await start(upstreams);
  let running = await start(mirrors);
  return {
    network,
    privateAuthority: certificate.cert,
    siteAt(host) {
      const [, name = '', port] = /^(.*):(\d+)$/.exec(host) ?? [];
      const address = network.hosts[name];
      const sites = running.length > 0 ? [...upstreams, ...mirrors] : upstreams;
      return sites.find((site) => site.address === address && site.port === Number(port));
    },
    async stopMirrors() {
      await Promise.all(running.map(({ stop }) => stop()));
      running = [];
    },
    async startMirrors() {
      if (running.length === 0) running = await start(mirrors);
    },
    stop: network.stop,
  };
}

function open(
  network: Network,
  site: Site,
  certificate: Certificate,
): ReturnType<typeof startRegistry> {
  return startRegistry(network, site.isPrivate ? { ...site, certificate } : site);
}
