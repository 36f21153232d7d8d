// Keys that people write credentials under. No engine reads any from registries.conf.

const SECRET =
  /^(?:(?:user)?name|user|login|pass(?:word|wd|phrase)?|(?:identity|registry|bearer|access|api)?[-_]?token|auths?|authorization|credentials?|secret)$/i;

export function isSecretKey(key: string): boolean {
  return SECRET.test(key);
}
