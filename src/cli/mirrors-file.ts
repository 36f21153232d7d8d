// Reads the file that `--mirrors` names, and says in plain words what is wrong with it and where.
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { type Finding, type Mirror, MirrorConfError, type MirrorMap } from '../index.ts';
import { mirrorEndpoint } from '../model/endpoint.ts';
import { parseRegistry } from '../model/registry.ts';
import type { MirrorsFile } from '../schema/mirrors-file.ts';
import { lineIndex } from '../text/lines.ts';
import { Fault } from './fault.ts';
import type { Host } from './host.ts';
import { type JsonText, readJson } from './json-text.ts';
import { readExisting } from './source.ts';

/** The mirrors of the file; its `$schema` is for editors and left out. */
export async function readMirrorsFile(name: string, host: Host): Promise<MirrorMap> {
  const source = await readExisting(name, host);
  const text = source.text.replace(/^\ufeff/, '');
  const json = readJson(text);
  const findings = 'code' in json ? [json] : await findingsOf(json, host);
  const lines = lineIndex(text);
  const [first] = findings;
  if (first) {
    const placed = findings.map((each) => ({ ...each, ...lines.position(each.range.start) }));
    throw new Fault(new MirrorConfError(first.code, first.message, placed), source.name);
  }
  const { $schema: _, ...mirrors } = (json as JsonText).value as MirrorsFile;
  return mirrors;
}

async function findingsOf(json: JsonText, host: Host): Promise<readonly Finding[]> {
  const schema = await host.files.readFile(join(host.schemaFolder, 'mirrors-file.json'), 'utf8');
  // Loaded here because it takes longer to load than all the rest, and few runs need it.
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ allErrors: true, verbose: true }).compile(
    JSON.parse(schema) as object,
  );
  if (validate(json.value)) return nameFindings(json);
  return tellingErrors(validate.errors ?? []).map(([error, siblings]) => {
    const path = pathOf(error);
    const start = json.offsetOf(path);
    return {
      code: 'mirrors-file/invalid',
      severity: 'error',
      range: { start, end: start },
      message: `${placeWords(path)} ${faultWords(error, siblings, path)}`,
    };
  });
}

/** Registries and URLs that are none in any format. */
function nameFindings(json: JsonText): readonly Finding[] {
  const { $schema: _, ...mirrors } = json.value as MirrorsFile;
  return Object.entries(mirrors).flatMap(([registry, value]) => [
    ...faultOf(json, [registry], () => parseRegistry(registry)),
    ...mirrorsOf(value).flatMap(({ mirror, path }) =>
      faultOf(json, [registry, ...path], () => mirrorEndpoint(mirror)),
    ),
  ]);
}

/** Each mirror with the names and indexes that lead to its URL. */
function mirrorsOf(
  value: MirrorMap[string],
): readonly { readonly mirror: Mirror; readonly path: readonly string[] }[] {
  if (typeof value === 'string') return [{ mirror: { url: value }, path: [] }];
  if ('url' in value) return [{ mirror: value, path: ['url'] }];
  return value.flatMap((each, index) =>
    mirrorsOf(each).map(({ mirror, path }) => ({ mirror, path: [String(index), ...path] })),
  );
}

function faultOf(json: JsonText, path: readonly string[], check: () => unknown): Finding[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof MirrorConfError)) throw error;
    const start = json.offsetOf(path);
    const { code, message } = error;
    return [{ code, severity: 'error', range: { start, end: start }, message }];
  }
}

/**
 * Of the many errors that alternatives make, for each registry the one that says most: the deepest,
 * and there an unknown property, or else one about contents rather than about the kind of value.
 * With all that stand beside it.
 */
function tellingErrors(
  errors: readonly ErrorObject[],
): readonly (readonly [ErrorObject, readonly ErrorObject[]])[] {
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const registry = pathOf(error)[0] ?? '';
    groups.set(registry, [...(groups.get(registry) ?? []), error]);
  }
  return [...groups.values()].map((group) => {
    const depth = (error: ErrorObject): number => error.instancePath.split('/').length;
    const deepest = Math.max(...group.map(depth));
    const siblings = group.filter((error) => depth(error) === deepest);
    const surplus = siblings.find(({ keyword }) => keyword === 'additionalProperties');
    const telling = siblings.find(({ keyword }) => keyword !== 'type' && keyword !== 'anyOf');
    return [surplus ?? telling ?? (siblings[0] as ErrorObject), siblings];
  });
}

/** The names and indexes that lead to what is wrong; an unknown property is wrong itself. */
function pathOf(error: ErrorObject): readonly string[] {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const surplus: unknown = error.params['additionalProperty'];
  return typeof surplus === 'string' ? [...path, surplus] : path;
}

function placeWords(path: readonly string[]): string {
  const pointer = path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return path.length === 0 ? 'The file' : `/${pointer.join('/')}`;
}

function faultWords(
  error: ErrorObject,
  siblings: readonly ErrorObject[],
  path: readonly string[],
): string {
  const { keyword, params } = error;
  if (keyword === 'additionalProperties') {
    const known = Object.keys(error.parentSchema?.['properties'] ?? {});
    return `is no property of a mirror. A mirror has ${list(known, 'and')}.`;
  }
  if (keyword === 'required') {
    return `has no "${String(params['missingProperty'])}". A mirror needs one.`;
  }
  if (keyword === 'enum') {
    const allowed = (params['allowedValues'] as readonly unknown[]).map((each) => `"${each}"`);
    return `is none of ${list(allowed, 'and')}.`;
  }
  if (keyword === 'minItems' || keyword === 'maxItems' || keyword === 'additionalItems') {
    return 'is no pair. Write the certificate file and the key file.';
  }
  const found = `is ${KINDS[jsonKind(error.data)]}.`;
  if (path.length === 1) return `${found} Write a URL, a mirror, or a list of these.`;
  const kinds = siblings.flatMap((each) => (each.keyword === 'type' ? [kindOf(each)] : []));
  const wanted = [...new Set(kinds)].map((kind) => KINDS[kind] ?? kind);
  return `${found} Write ${list(wanted, 'or')}.`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

function kindOf(error: ErrorObject): string {
  return String(error.params['type']);
}

function jsonKind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function list(words: readonly string[], last: 'and' | 'or'): string {
  const [end = '', ...rest] = [...words].reverse();
  return rest.length === 0 ? end : `${rest.reverse().join(', ')} ${last} ${end}`;
}
