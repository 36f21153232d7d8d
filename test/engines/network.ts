// Knows a network with nothing but loopback in it, where every port is free and nothing leads
// outside: its names, its certificate, its listening sockets, and the requests that were seen in it.
// It does not know what is asked or answered.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { type Certificate, makeCertificate } from './certificate.ts';

export interface NetworkRequest {
  readonly scheme: 'http' | 'https';
  /** As the client wrote it, with the port unless it is the scheme's own. */
  readonly host: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** containerd's `ns` query parameter, decoded. */
  readonly ns: string | undefined;
  /** In lower case, in the order sent. */
  readonly headerNames: readonly string[];
  readonly status: number;
}

/** Closes a port: from then on it refuses connections. Closing twice is closing once. */
export type Close = () => Promise<void>;

export interface Network {
  /** What resolves there; anything else does not. */
  readonly hosts: Readonly<Record<string, string>>;
  /** For every name; engines trust it as they trust the system's. */
  readonly certificate: Certificate;
  /** Words that make the command after them run inside. */
  readonly enter: readonly string[];
  /** Of all registries, in the order of their answers. Registries append to it. */
  readonly requests: NetworkRequest[];
  listen(address: string, port: number, accept: (socket: Socket) => void): Promise<Close>;
  /** Closes every port, too. Engines inside have to be stopped before. */
  stop(): Promise<void>;
}

/** The registries that images usually name; a test's own hosts are added to them. */
export const publicHosts: Readonly<Record<string, string>> = {
  'docker.io': '127.0.0.1',
  'registry-1.docker.io': '127.0.0.1',
  'ghcr.io': '127.0.0.1',
  'quay.io': '127.0.0.1',
  'registry.k8s.io': '127.0.0.1',
};

export async function startNetwork(hosts: Readonly<Record<string, string>> = {}): Promise<Network> {
  const names = { ...publicHosts, ...hosts };
  const certificate = await makeCertificate(Object.keys(names));
  const keeper = startKeeper();
  await keeper.up;
  const enter = ['nsenter', `--net=/proc/${keeper.pid}/ns/net`];
  const opened: Close[] = [];
  return {
    hosts: names,
    certificate,
    enter,
    requests: [],
    async listen(address, port, accept) {
      const close = serve(await keeper.makeServer(address, port), accept);
      opened.push(close);
      return close;
    },
    async stop() {
      await Promise.all(opened.map((close) => close()));
      await keeper.stop();
    },
  };
}

interface Keeper {
  readonly pid: number | undefined;
  readonly up: Promise<unknown>;
  makeServer(address: string, port: number): Promise<Server>;
  stop(): Promise<void>;
}

// A socket belongs to the network in which it was made, whoever holds it. A process inside makes
// each and hands it over, so that the registries can run in the test's own process. The network is
// there as long as that process, and it ends with stop() and also if the test's process dies.
const keep = `
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, address, port }) => {
    const server = require('node:net').createServer();
    server.once('error', ({ message }) => process.send({ id, fault: message }));
    server.listen(port, address, () => process.send({ id }, server, () => server.close()));
  });
  process.send('up');
`;

interface Answer {
  readonly id: number;
  readonly fault?: string;
}

function startKeeper(): Keeper {
  const inside = 'ip link set lo up && exec "$0" -e "$1"';
  const words = ['--net', 'sh', '-c', inside, process.execPath, keep];
  const child = spawn('unshare', words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.setMaxListeners(0);
  const ended = once(child, 'exit');
  const failed = ended.then(() => Promise.reject(new Error('the network namespace has ended')));
  failed.catch(() => {});
  let servers = 0;
  return {
    pid: child.pid,
    up: Promise.race([once(child, 'message'), failed]),
    makeServer(address, port) {
      servers += 1;
      const id = servers;
      const made = new Promise<Server>((resolve, reject) => {
        const read = (answer: unknown, server: unknown): void => {
          const { id: answered, fault } = answer as Answer;
          if (answered !== id) return;
          child.off('message', read);
          if (fault === undefined) resolve(server as Server);
          else reject(new Error(`cannot listen on ${address}:${port}: ${fault}`));
        };
        child.on('message', read);
        child.send({ id, address, port });
      });
      return Promise.race([made, failed]);
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

function serve(server: Server, accept: (socket: Socket) => void): Close {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    accept(socket);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
