// Image references as engines, which are Go programs, read them (distribution's grammar): Docker Hub
// where no registry is named, `library/` for its official images.

export interface ImageReference {
  /** `docker.io` for Docker Hub, under whichever of its names. */
  readonly domain: string;
  /** Path of the repository below the registry. */
  readonly repository: string;
  /** `''` only when there is a digest. */
  readonly tag: string;
  /** `''` when there is none. */
  readonly digest: string;
}

const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const NAME = `${LABEL}(?:\\.${LABEL})*`;
const ONE_LABEL = new RegExp(`^${LABEL}$`);
const PORT = '(?::[0-9]+)?';
const COMPONENT = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REST = `/(${REPOSITORY})(?::(\\w[\\w.-]{0,127}))?(?:@(${DIGEST}))?$`;

/**
 * Whose grammar: containers-image knows no IPv6 hosts, and takes a first part in capitals for no
 * host.
 */
export type Grammar = 'distribution' | 'containers-image';

const REFERENCES: Readonly<Record<Grammar, RegExp>> = {
  distribution: new RegExp(`^((?:${NAME}|\\[[a-fA-F0-9:]+\\])${PORT})${REST}`),
  'containers-image': new RegExp(`^(${NAME}${PORT})${REST}`),
};
const LONGEST_NAME = 255;
/** Name, tag and digest; regular expressions give up on texts that are far longer. */
const LONGEST = LONGEST_NAME + 1 + 128 + 1 + 7 + 128;
const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** The reference without a tag put in; `undefined` when the text is none. */
export function readImage(text: string, grammar: Grammar): ImageReference | undefined {
  if (text.length > LONGEST || /^[a-f0-9]{64}$/.test(text)) return undefined;
  const { domain, rest } = splitDomain(text, grammar);
  const match = REFERENCES[grammar].exec(`${domain}/${rest}`);
  if (!match) return undefined;
  const [, , repository = '', tag = '', digest = ''] = match;
  if (`${domain}/${repository}`.length > LONGEST_NAME || !isDigest(digest)) return undefined;
  return { domain, repository, tag, digest };
}

/** Registry and repository, without tag and digest. */
export function imageName(image: ImageReference): string {
  return `${image.domain}/${image.repository}`;
}

export function imageText(image: ImageReference): string {
  const tag = image.tag === '' ? '' : `:${image.tag}`;
  const digest = image.digest === '' ? '' : `@${image.digest}`;
  return imageName(image) + tag + digest;
}

/** What a manifest is asked for by: the digest where there is one. */
export function imageObject(image: ImageReference): string {
  return image.digest === '' ? image.tag : image.digest;
}

function splitDomain(text: string, grammar: Grammar): { domain: string; rest: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const capitals = grammar === 'distribution' && first !== first.toLowerCase();
  const isHost = /[.:]/.test(first) || first === 'localhost' || capitals;
  const named = slash !== -1 && isHost;
  const written = named ? first : 'docker.io';
  const domain = written === 'index.docker.io' ? 'docker.io' : written;
  const rest = named ? text.slice(slash + 1) : text;
  const official = domain === 'docker.io' && !rest.includes('/');
  return { domain, rest: official ? `library/${rest}` : rest };
}

/** Whether a text can be a repository's name, with or without its registry's. */
export function fitsName(text: string): boolean {
  return text.length <= LONGEST_NAME;
}

/** Whether the text is a host, with or without a port, as a registry to search must be one. */
export function isDomain(text: string): boolean {
  const [, host] = /^([^:]*)(?::[0-9]+)?$/.exec(text) ?? [];
  return host?.split('.').every((label) => ONE_LABEL.test(label)) ?? false;
}

function isDigest(text: string): boolean {
  if (text === '') return true;
  const [algorithm = '', hex = ''] = text.split(':');
  return HEX_LENGTH[algorithm] === hex.length && /^[0-9a-f]*$/.test(hex);
}
