// `mirrorconf list`
import { listMirrors, type Mirror, parseConfig, type RegistryMirrors } from '../../index.ts';
import type { Declaration } from '../context.ts';
import { blaming } from '../fault.ts';
import {
  type FormatFlags,
  formatOptions,
  jsonOption,
  takeFile,
  takeFormat,
  takeTarget,
} from '../flags.ts';
import { shown } from '../redact.ts';
import { jsonText, listReport } from '../reports.ts';
import { readExisting } from '../source.ts';

type ListFlags = FormatFlags & { readonly json?: true };

export const declareList: Declaration = (command, { host, action }) => {
  command
    .summary('list the mirrors of a file')
    .description(
      'List the mirrors of a file: one line for each, with the registry, the URL, and what else is said of it.',
    );
  takeFile(command);
  takeFormat(command);
  takeTarget(command, 'FILE');
  command.addOption(jsonOption());
  command.action(
    action(async (file: string | undefined, flags: ListFlags) => {
      const source = await readExisting(file, host);
      const options = formatOptions(flags, source);
      const { format } = blaming(source.name, () => parseConfig(source.text, options));
      const list = blaming(source.name, () => listMirrors(source.text, options));
      const text = flags.json ? jsonText(listReport(source, format, list)) : listText(list);
      await host.stdout.write(text);
      return 0;
    }),
  );
};

function listText(list: readonly RegistryMirrors[]): string {
  return list
    .flatMap(({ registry, mirrors }) =>
      mirrors.map((mirror) => shown([registry, mirror.url, ...settings(mirror)].join(' '))),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The values of headers are often secrets: only their names are told. */
function settings(mirror: Mirror): readonly string[] {
  const { capabilities, skipVerify, ca, client, header, overridePath, dialTimeout } = mirror;
  return [
    ...(capabilities ? [`capabilities=${capabilities.join(',')}`] : []),
    ...(skipVerify ? ['skipVerify'] : []),
    ...(ca === undefined ? [] : [`ca=${[ca].flat().join(',')}`]),
    ...(client === undefined ? [] : [`client=${[client].flat(2).join(',')}`]),
    ...(header ? [`header=${Object.keys(header).join(',')}`] : []),
    ...(overridePath ? ['overridePath'] : []),
    ...(dialTimeout === undefined ? [] : [`dialTimeout=${dialTimeout}`]),
  ];
}
