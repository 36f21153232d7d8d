// What a registries.conf may say and where, with the type that the library wants there (engines.md
// C.2 to C.4, C.8), and the few words that some of its values are.

export type ValueType = 'string' | 'boolean' | 'strings' | 'table' | 'tables';

export type KnownKeys = Readonly<Record<string, ValueType>>;

export const FILE_KEYS: KnownKeys = {
  registry: 'tables',
  'unqualified-search-registries': 'strings',
  'credential-helpers': 'strings',
  'short-name-mode': 'string',
  'additional-layer-store-auth-helper': 'string',
  aliases: 'table',
  registries: 'table',
};

const ENDPOINT_KEYS: KnownKeys = {
  location: 'string',
  insecure: 'boolean',
  'pull-from-mirror': 'string',
  // Only in development versions of the library.
  proxy: 'string',
};

export const REGISTRY_KEYS: KnownKeys = {
  prefix: 'string',
  ...ENDPOINT_KEYS,
  blocked: 'boolean',
  'mirror-by-digest-only': 'boolean',
  mirror: 'tables',
};

export const MIRROR_KEYS: KnownKeys = ENDPOINT_KEYS;

/** The tables below `[registries]` of version 1; each has a list `registries`. */
export const VERSION_1_TABLES = ['search', 'insecure', 'block'] as const;

/** An empty string is as good as no mode. */
export const SHORT_NAME_MODES: readonly string[] = ['', 'enforcing', 'permissive', 'disabled'];

/** What a mirror may be asked for; an empty string is as good as nothing, and that is `all`. */
export const PULL_FROM_MIRROR: readonly string[] = ['', 'all', 'digest-only', 'tag-only'];
