// Lines of a file as they may be shown: the names of secrets, never their values, and nothing that
// moves a cursor.
import { redacted } from '../redact.ts';

const KEY = /(?<![\w-])([\w-]+)["']?\s*=\s*/g;

const SECRET = /password|secret|token|auth|credential|cookie|api[_-]?key/i;

/** A header's value, which may stand on another line than its name. */
const AUTHORIZATION = /\b(?:basic|bearer)\s+[^\s"']+/gi;

/** Controls but the tab, line ends that are none in TOML, and what turns the direction of writing. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * The line with values of secret keys, and user names and passwords of URLs, made unreadable.
 * Controls are replaced one by one, so that every column stays.
 */
export function shownLine(line: string): string {
  return withoutSecrets(line).replace(UNSEEN, '\ufffd');
}

function withoutSecrets(line: string): string {
  const bare = line.replace(AUTHORIZATION, (words) => words.replace(/(?<=\s.*)\S/g, '*'));
  const key = [...bare.matchAll(KEY)].find(([, name = '']) => SECRET.test(name));
  if (!key) return redacted(bare);
  const start = key.index + key[0].length;
  return redacted(bare.slice(0, start)) + bare.slice(start).replace(/[^\s"'[\]{},=]/g, '*');
}
