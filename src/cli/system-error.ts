// What Node says of a refused system call.

/** Such as `ENOENT`; `undefined` for what is no system error. */
export function systemCode(error: unknown): string | undefined {
  const code: unknown = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** The words without the name of the call and the path. */
export function systemWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/, [a-z]+( '.*)?$/s, '');
}
