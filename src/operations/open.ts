// Opens a text for an operation: what format it is, that it is TOML, and for which engine.
import { byPath, detect } from '../formats/detect.ts';
import { type FormatAdapter, formats, type OpenFile } from '../formats/index.ts';
import type { Finding } from '../model/diagnostic.ts';
import { MirrorConfError, refusal } from '../model/error.ts';
import type { Format } from '../model/format.ts';
import { type EngineFamily, parseTarget, type Target } from '../model/target.ts';
import { lineIndex, offsetAt } from '../text/lines.ts';
import { type Document, decode, openDocument, type SyntaxFault } from '../toml/index.ts';
import type { FormatOptions } from './options.ts';

/** A file with the adapter of its format. */
export interface Opened {
  readonly adapter: FormatAdapter;
  readonly file: OpenFile;
}

const READER: Readonly<Record<Format, EngineFamily>> = {
  containerd: 'containerd',
  hosts: 'containerd',
  registries: 'containers-image',
  buildkitd: 'buildkit',
};

/**
 * Opens a text; `asked` are the registries that the operation names. Throws `toml/syntax`,
 * `toml/template`, `format/unknown`, `target/unknown` or `target/other-engine`.
 */
export function openFile(
  text: string,
  options: FormatOptions,
  asked: readonly string[] = [],
): Opened {
  const decoded = decode(text);
  if (decoded.fault) throw refusal([syntaxFinding(text, decoded.fault)], lineIndex(text));
  const document = openDocument(text);
  const format = options.format ?? formatOf(document, options);
  if (!format) {
    throw new MirrorConfError(
      'format/unknown',
      'The text does not tell what file it is. Name the format: "containerd" (config.toml), "hosts" (hosts.toml), "registries" (registries.conf) or "buildkitd" (buildkitd.toml).',
    );
  }
  const adapter = formats[format];
  const target = options.target === undefined ? undefined : targetFor(format, options.target);
  const file = {
    format,
    document,
    data: decoded.data,
    lines: lineIndex(text),
    target,
    registry: undefined,
  };
  return { adapter, file: { ...file, registry: registryOf(file, adapter, options, asked) } };
}

/** As the text tells, unless the target reads no such file and reads the one that the path names. */
function formatOf(document: Document, { path, target }: FormatOptions): Format | undefined {
  const told = detect(document, path);
  const named = path === undefined ? undefined : byPath(path);
  if (!told || !named || target === undefined) return told;
  const { family } = parseTarget(target);
  return READER[told] !== family && READER[named] === family ? named : told;
}

/** Whose file a file of one registry is: as said, as its path says, or the first that is asked for. */
function registryOf(
  file: OpenFile,
  adapter: FormatAdapter,
  options: FormatOptions,
  asked: readonly string[],
): string | undefined {
  if (!adapter.registryOfPath) return undefined;
  const ofPath = adapter.registryOfPath(options.path ?? '');
  if (options.registry === undefined && ofPath !== undefined) return ofPath;
  const name = options.registry ?? asked[0];
  return name === undefined ? undefined : adapter.registryKey(name, file);
}

/** The finding for a text that is no TOML; a template says that it is one. */
export function syntaxFinding(text: string, fault: SyntaxFault): Finding {
  const start = offsetAt(text, fault.line, fault.column);
  const range = { start, end: Math.min(start + 1, text.length) };
  const where = `line ${fault.line}, column ${fault.column}`;
  if (/\{\{|\{%|<%|^\+\+\+\r?$/m.test(text)) {
    return {
      code: 'toml/template',
      severity: 'error',
      range,
      message: `The text is a template and not yet TOML (${where}: ${fault.message}). Render it first, or change the template by hand.`,
    };
  }
  return {
    code: 'toml/syntax',
    severity: 'error',
    range,
    message: `The text is no TOML at ${where}: ${fault.message}. No engine reads it; mend it first.`,
  };
}

function targetFor(format: Format, text: string): Target {
  const target = parseTarget(text);
  if (target.family === READER[format]) return target;
  throw new MirrorConfError(
    'target/other-engine',
    `"${text}" does not read ${format} files; ${READER[format]} does. Name the engine that reads this file, or leave the target out.`,
  );
}
