// Bytes to text and back, without repair: a file that is no UTF-8 is no TOML either, and decoding
// it leniently would change it.

/** The text of the bytes, its byte order mark kept, or the offset of the first byte that is no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | { readonly badByte: number } {
  try {
    return decoder().decode(bytes);
  } catch {
    return { badByte: badByte(bytes) };
  }
}

/** `undefined` for a text with half a surrogate pair, which UTF-8 cannot say. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  return text.isWellFormed() ? new TextEncoder().encode(text) : undefined;
}

function decoder(): InstanceType<typeof TextDecoder> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

function badByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (beginning(bytes, middle) === undefined) bad = middle;
    else good = middle;
  }
  // What the last byte spoils may have begun some bytes before it.
  return Buffer.byteLength(beginning(bytes, good) ?? '');
}

/** The whole characters of the first bytes; `undefined` when no further byte could mend them. */
function beginning(bytes: Uint8Array, length: number): string | undefined {
  try {
    return decoder().decode(bytes.subarray(0, length), { stream: true });
  } catch {
    return undefined;
  }
}
