// Where a file holds secrets in plain text. Tells places, never what stands there (law 10).
import type { TextRange } from '../text/edit.ts';
import { keyRange, type Node, valueRange } from '../toml/index.ts';

const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i;

/** Whether an HTTP header of that name carries credentials as a rule. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}

/** Whether a URL has a user and a password, or a token in the place of a user, before its host. */
export function hasCredentials(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/?#]*@/i.test(url);
}

/** Whether a text that a fix puts in may repeat a secret: what is in a URL, or the value of a header. */
export function mayHoldSecret(text: string): boolean {
  return /@(?!sha(?:256|384|512):)|\?/.test(text) || SECRET_HEADER.test(text);
}

/** The key that a secret stands under; an item of a list has only itself. */
export function secretRange(node: Node): TextRange {
  return node.key === undefined ? (valueRange(node) ?? { start: 0, end: 0 }) : keyRange(node);
}
