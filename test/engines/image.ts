// Knows tiny images, in the OCI format, that any engine can pull and unpack: a manifest, a
// configuration, and one layer with one file. Each tag has one of its own, so that what an engine
// has pulled by another tag is of no use to it.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface Blob {
  readonly type: string;
  readonly body: Buffer;
}

export const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The tag that no registry has. */
export const missingTag = 'none';

let freshTags = 0;

/** A tag of which no engine has anything yet. */
export function freshTag(): string {
  freshTags += 1;
  return `v${freshTags}`;
}

const blobs = new Map<string, Blob>();
const manifests = new Map<string, Descriptor>();

/** The digest to name a tag's image by, as in `docker.io/library/alpine@sha256:…`. */
export function imageDigest(tag: string): string {
  const manifest = manifests.get(tag) ?? makeImage(tag);
  manifests.set(tag, manifest);
  return manifest.digest;
}

/** What a tag or a digest names. */
export function findManifest(reference: string): Blob | undefined {
  if (reference === missingTag) return undefined;
  return blobs.get(reference.includes(':') ? reference : imageDigest(reference));
}

export function findBlob(digest: string): Blob | undefined {
  return blobs.get(digest);
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function makeImage(tag: string): Descriptor {
  const tar = tarOf('hello', `pulled ${tag}\n`);
  const layer = add('application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(tar));
  const config = add('application/vnd.oci.image.config.v1+json', {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Cmd: ['/hello'] },
    rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
  });
  return add(manifestType, {
    schemaVersion: 2,
    mediaType: manifestType,
    config,
    layers: [layer],
  });
}

function add(type: string, content: Buffer | object): Descriptor {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const digest = digestOf(body);
  blobs.set(digest, { type, body });
  return { mediaType: type, digest, size: body.length };
}

export function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

// One regular file: a header block, the content's block, and two empty blocks at the end.
function tarOf(name: string, content: string): Buffer {
  const archive = Buffer.alloc(4 * 512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length, '0')}\0`;
  archive.write(name, 0);
  archive.write(octal(0o644, 7), 100);
  archive.write(octal(0, 7), 108);
  archive.write(octal(0, 7), 116);
  archive.write(octal(content.length, 11), 124);
  archive.write(octal(0, 11), 136);
  archive.write(' '.repeat(8), 148);
  archive.write('0', 156);
  archive.write('ustar\x0000', 257);
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  archive.write(octal(sum, 6), 148);
  archive.write(content, 512);
  return archive;
}
