// Knows the two calls of the container runtime interface that a pull takes, as one unary gRPC call
// each over a Unix socket. It does not know who answers.

import { connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';

/** `code` is gRPC's: 0 ok, 12 unimplemented, 14 unavailable (also when nobody listens). */
export interface CallResult {
  readonly code: number;
  readonly message: string;
}

/** Answers 0 when the image service is there and ready. */
export function askForImages(socket: string): Promise<CallResult> {
  return call(socket, 'ListImages', Buffer.alloc(0), 5_000);
}

export function pullImage(socket: string, image: string): Promise<CallResult> {
  const imageSpec = field(1, Buffer.from(image));
  return call(socket, 'PullImage', field(1, imageSpec), 60_000);
}

// A length-delimited protobuf field; both messages here are shorter than two bytes of length allow.
function field(number: number, value: Buffer): Buffer {
  const size = value.length;
  const length = size < 128 ? [size] : [(size & 127) | 128, size >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), value]);
}

function call(
  socket: string,
  method: string,
  message: Buffer,
  patience: number,
): Promise<CallResult> {
  return new Promise((resolve) => {
    const session = connect('http://localhost', { createConnection: () => connectSocket(socket) });
    const finish = (code: number, text: string): void => {
      session.destroy();
      resolve({ code, message: text });
    };
    session.on('error', (error) => finish(14, error.message));
    const stream = session.request({
      ':method': 'POST',
      ':path': `/runtime.v1.ImageService/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    // Without an answer's body the status comes in the headers instead of the trailers.
    const read = (headers: Readonly<Record<string, unknown>>): void => {
      if (headers['grpc-status'] === undefined) return;
      finish(
        Number(headers['grpc-status']),
        decodeURIComponent(String(headers['grpc-message'] ?? '')),
      );
    };
    stream.on('response', read);
    stream.on('trailers', read);
    stream.on('error', (error) => finish(14, error.message));
    stream.on('close', () => finish(14, 'the connection ended without an answer'));
    stream.setTimeout(patience, () => finish(4, `no answer in ${patience} ms`));
    stream.resume();
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([prefix, message]));
  });
}
