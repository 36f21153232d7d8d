// Reads the file that a command is about, or standard input, exactly as it is.
import { resolve } from 'node:path';
import { type Fault, fileFault, misuse } from './fault.ts';
import type { Host } from './host.ts';
import { systemCode, systemWords } from './system-error.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** A text and where it came from. */
export interface Source {
  /** As the user named it; `-` is standard input. */
  readonly name: string;
  /** Absolute; `undefined` for standard input. */
  readonly path: string | undefined;
  /** `undefined` when there is no such file. */
  readonly bytes: Uint8Array | undefined;
  /** Empty when there is no such file. */
  readonly text: string;
}

/**
 * Reads `name`; without one, standard input, unless a person sits there. A missing file is a
 * source without bytes.
 */
export async function readSource(name: string | undefined, host: Host): Promise<Source> {
  if (name === undefined && host.stdin.isTerminal) {
    throw misuse('no-file', 'Which file? Name it, or write - and type the text in.');
  }
  if (name === undefined || name === '-') {
    const bytes = await host.stdin.read();
    return { name: '-', path: undefined, bytes, text: textOf('-', bytes) };
  }
  const path = resolve(host.folder, name);
  const bytes = await readBytes(name, path, host);
  return { name, path, bytes, text: bytes === undefined ? '' : textOf(name, bytes) };
}

/** Reads `name`, which must be there. */
export async function readExisting(name: string | undefined, host: Host): Promise<Source> {
  const source = await readSource(name, host);
  if (source.bytes === undefined) throw notFound(source.name);
  return source;
}

/** What goes into the file `name` for a text. */
export function bytesOf(name: string, text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  if (bytes !== undefined) return bytes;
  throw fileFault(
    name,
    'not-unicode',
    'The new text would hold half a character (a lone surrogate), which no file can. Look for \\ud800 to \\udfff in the mirrors.',
  );
}

export function notFound(name: string): Fault {
  return fileFault(name, 'not-found', 'There is no such file. Check the path.');
}

async function readBytes(
  name: string,
  path: string,
  { files }: Host,
): Promise<Uint8Array | undefined> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): Fault {
  if (systemCode(error) === 'EISDIR') {
    return fileFault(name, 'is-folder', 'This is a folder. Name the file in it.');
  }
  return fileFault(name, 'unreadable', `The file cannot be read: ${systemWords(error)}.`);
}

function textOf(name: string, bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (typeof text === 'string') return text;
  throw fileFault(
    name,
    'not-utf8',
    `The file is not UTF-8: the byte at offset ${text.badByte} begins no character. TOML and JSON are UTF-8, and no engine reads anything else; convert the file first.`,
  );
}
