// `[host."https://…".header]` with a name such as `"Authorization:"`.
import { headerFault } from '../../../go/header.ts';
import { child, isTable, keyRange, type TomlValue } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hostsOf } from '../entries.ts';
import { settingOf, settingsTables } from '../facts.ts';
import { headerOf } from '../host.ts';

export const unsendableHeader: Rule = {
  code: 'hosts/unsendable-header',
  severity: 'error',
  title: 'HTTP cannot carry a header of a host',
  effect:
    'A name is letters, digits and a few signs, without blanks or a colon, and a value has no line breaks in it. With any other header no request to the host ever leaves, and the next host is asked.',
  remedy: 'Write the name alone as the key and what it says as the value: `X-Team = "build"`.',
  source: 'engines.md B.5',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net".header]
  "X-Team: build" = ""
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net".header]
  X-Team = "build"
`,
  },
  fix: 'none',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const header = settingOf(table, 'header', file);
      return unsendable(header?.value).flatMap((name) => {
        const node = child(header?.node, name);
        if (!node) return [];
        // The registry's own server is asked last: the hosts are asked all the same.
        const spare = !table.host && hostsOf(file).length > 0;
        return [
          {
            range: keyRange(node),
            message: `HTTP cannot carry this header, so that no request to ${table.host ? 'the host' : 'the server'} ever leaves. Write the name alone as the key, without blanks and colons, and a value without line breaks.`,
            ...(spare && { severity: 'warning' as const }),
          },
        ];
      });
    }),
};

/** The names of a table of headers that can't be sent, or whose values can't. */
function unsendable(header: TomlValue | undefined): readonly string[] {
  if (!isTable(header)) return [];
  return Object.entries(headerOf(header)).flatMap(([name, value]) =>
    headerFault(name, [value].flat()) === undefined ? [] : [name],
  );
}
