// Lines of a file as they may be shown: the names of secrets, never their values.
import { redacted } from '../redact.ts';

const SECRET_KEY =
  /(["']?[\w-]*(?:password|secret|token|auth|authorization|credential|cookie|api[_-]?key)[\w-]*["']?\s*=\s*)(.+)$/i;

/** The line with values of secret keys, and user names and passwords of URLs, made unreadable. */
export function shownLine(line: string): string {
  const match = SECRET_KEY.exec(line);
  if (!match) return redacted(line);
  const start = match.index + (match[1]?.length ?? 0);
  return redacted(line.slice(0, start)) + line.slice(start).replace(/[^\s"'[\]{},=]/g, '*');
}
