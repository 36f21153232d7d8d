// The host of a real process.
import { promises, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host, Output } from './host.ts';

export function nodeHost(): Host {
  const { version } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string };
  return {
    stdin: { isTerminal: process.stdin.isTTY === true, read: readAll },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    files: promises,
    environment: process.env,
    folder: process.cwd(),
    schemaFolder: fileURLToPath(new URL('../schemas/', import.meta.url)),
    version,
  };
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function output(stream: NodeJS.WriteStream): Output {
  // The write's own callback tells of errors too; without a listener they would end the process.
  stream.on('error', () => {});
  return {
    isTerminal: stream.isTTY === true,
    width: stream.columns,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
          else reject(error);
        });
      }),
  };
}
