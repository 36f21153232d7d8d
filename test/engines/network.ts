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
  // It ends when its standard input does: with stop(), and also if this process dies.
  const keeper = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up && echo up && cat']);
  const ended = once(keeper, 'exit');
  const failed = ended.then(() => Promise.reject(new Error('cannot make a network namespace')));
  await Promise.race([once(keeper.stdout, 'data'), failed]);
  const enter = ['nsenter', `--net=/proc/${keeper.pid}/ns/net`];
  const opened: Close[] = [];
  return {
    hosts: names,
    certificate,
    enter,
    requests: [],
    async listen(address, port, accept) {
      const close = serve(await makeServer(enter, address, port), accept);
      opened.push(close);
      return close;
    },
    async stop() {
      await Promise.all(opened.map((close) => close()));
      keeper.stdin.end();
      await ended;
    },
  };
}

// A socket belongs to the network in which it was made, whoever holds it. A process inside makes it
// and hands it over, so that the registries can run in the test's own process.
const makeSocket = `
  const [address, port] = process.argv.slice(1);
  const server = require('node:net').createServer();
  server.listen(Number(port), address, () =>
    process.send('listening', server, () => { server.close(); process.disconnect(); }));
`;

async function makeServer(
  enter: readonly string[],
  address: string,
  port: number,
): Promise<Server> {
  const command = [process.execPath, '-e', makeSocket, address, `${port}`];
  const [program = '', ...words] = [...enter, ...command];
  const maker = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return await new Promise((resolve, reject) => {
    maker.once('message', (_, server) => resolve(server as Server));
    maker.once('error', reject);
    maker.once('exit', () => reject(new Error(`cannot listen on ${address}:${port}`)));
  });
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
