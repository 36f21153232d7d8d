// What a configuration file says that its engine reads besides: files, folders and patterns. All other
// paths in it, such as containerd's `root` with all images, are nobody's to read.
import { posix } from 'node:path';
import { decode, isTable, type TomlValue } from '../../toml/index.ts';

export interface Mention {
  /** Absolute, and not `/` itself. */
  readonly path: string;
  readonly kind: 'file' | 'certificates' | 'hosts' | 'pattern';
}

const SETTINGS: Readonly<Record<string, Mention['kind']>> = {
  imports: 'pattern',
  config_path: 'hosts',
  tlsconfigdir: 'certificates',
  ca: 'file',
  client: 'file',
  ca_file: 'file',
  cert_file: 'file',
  key_file: 'file',
  cert: 'file',
  key: 'file',
};

export function mentionsIn(text: string, path: string): readonly Mention[] {
  return mentions(decode(text).data, posix.dirname(path));
}

function mentions(value: TomlValue | undefined, folder: string): readonly Mention[] {
  if (Array.isArray(value)) return value.flatMap((item) => mentions(item, folder));
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = name.toLowerCase();
    const kind = Object.hasOwn(SETTINGS, key) ? SETTINGS[key] : undefined;
    if (!kind) return mentions(inner, folder);
    return stringsIn(inner).flatMap((text) => placesOf(text, kind, folder));
  });
}

/** Several roots may stand in one text. What is relative starts beside the file, or at `/`. */
function placesOf(text: string, kind: Mention['kind'], folder: string): readonly Mention[] {
  const paths = kind === 'hosts' ? text.split(':') : [text];
  return paths
    .filter((path) => path !== '')
    .flatMap((path) => (path.startsWith('/') ? [path] : [posix.join(folder, path), `/${path}`]))
    .map((path) => ({ path: posix.resolve(path), kind }))
    .filter(({ path }) => path !== '/');
}

function stringsIn(value: TomlValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(stringsIn) : [];
}
