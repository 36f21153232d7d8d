// The options that several commands share, and what they give.
import { type Command, Option } from 'commander';
import type { Format, FormatOptions } from '../index.ts';
import type { Source } from './source.ts';

/** What a file is and who reads it. */
export interface FormatFlags {
  readonly format?: Format;
  readonly registry?: string;
  readonly target?: string;
}

/** What to do with the outcome. */
export interface DeliveryFlags {
  readonly write?: true;
  readonly check?: true;
  readonly diff?: true;
  readonly json?: true;
}

/** Which mirrors. */
export interface MirrorFlags {
  readonly mirror?: readonly string[];
  readonly mirrors?: string;
}

export const FORMATS: readonly Format[] = ['containerd', 'hosts', 'registries', 'buildkitd'];

export function takeFile(command: Command): Command {
  return command.argument('[FILE]', 'the file; without it or with -, standard input');
}

export function takeFormat(command: Command): Command {
  return command
    .addOption(
      new Option('--format <FORMAT>', 'what FILE is, if it does not tell').choices(FORMATS),
    )
    .option(
      '--registry <REGISTRY>',
      'the registry that a hosts.toml is for, if its path does not tell',
    );
}

export function takeTarget(command: Command, what: string): Command {
  return command.option(
    '--target <ENGINE[@RELEASE]>',
    `the engine that reads ${what}: containerd@2.2.1, podman@5.4, cri-o, buildkit …`,
  );
}

export function takeMirrors(command: Command, form: string, description: string): Command {
  return command
    .addOption(
      new Option(`-m, --mirror <${form}>`, description).argParser(
        (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
      ),
    )
    .addOption(
      new Option(
        '--mirrors <FILE.json>',
        'mirrors by registry (see: schema mirrors-file)',
      ).conflicts('mirror'),
    );
}

export function takeDelivery(command: Command, write: string): Command {
  return command
    .addOption(new Option('--write', write).conflicts(['check', 'diff']))
    .addOption(
      new Option('--check', 'write nothing; exit with 1 if anything would change').conflicts(
        'diff',
      ),
    )
    .addOption(new Option('--diff', 'write nothing; print what would change'))
    .addOption(jsonOption());
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object, errors too (see: schema)');
}

/** The library's options for a text that was read. */
export function formatOptions(flags: FormatFlags, source: Source): FormatOptions {
  const { format, registry, target } = flags;
  return {
    ...(format === undefined ? {} : { format }),
    ...(source.path === undefined ? {} : { path: source.path }),
    ...(registry === undefined ? {} : { registry }),
    ...(target === undefined ? {} : { target }),
  };
}
