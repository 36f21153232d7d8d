// Where the rules of hosts.toml speak and where they do not. Each code stands with its severity.
import { expect, test } from 'vitest';
import { lint } from '../../../src/index.ts';

const HUB = '[host."https://hub.example.net"]\ncapabilities = ["pull", "resolve"]\n';
const BELOW = (name: string): string => `${HUB}[host."https://hub.example.net"."${name}"]\n`;

function found(text: string, release: string): readonly string[] {
  return lint(text, { format: 'hosts', target: `containerd@${release}` }).map(
    ({ code, severity }) => `${code.replace('hosts/', '')} ${severity}`,
  );
}

test('a host below another one is lost, and one below itself is not', () => {
  expect(found(BELOW('https://other.example.net'), '2.1.9')).toEqual(['unknown-key error']);
  expect(found(BELOW('https://hub.example.net'), '2.1.9')).toEqual(['unknown-key warning']);
});

test.each(['Skip_Verify = 1', 'OVERRIDE_PATH = "x"', 'Dial_Timeout = 5', 'HEADER = "x"'])(
  'containerd 2 decodes %s also beside the usual spelling',
  (line) => {
    const [name = ''] = line.split(' ');
    const usual: Readonly<Record<string, string>> = {
      skip_verify: 'false',
      override_path: 'false',
      dial_timeout: '"5s"',
      header: '{}',
    };
    const lower = name.toLowerCase();
    expect(found(`${HUB}${line}\n${lower} = ${usual[lower]}\n`, '2.1.9')).toContain(
      'wrong-type error',
    );
  },
);

test('containerd 2 decodes the hosts of another spelling of host too', () => {
  const text = `[Host."https://hub.example.net"]\noverride_path = 1\n${HUB}`;
  expect(found(text, '2.1.9')).toContain('wrong-type error');
  expect(found(text, '1.7.24')).not.toContain('wrong-type error');
});

test('of two spellings of a setting containerd 2 takes the later, and 1.x the usual one', () => {
  const host = (...lines: readonly string[]): string =>
    `[host."https://hub.example.net"]\n${lines.join('\n')}\n`;
  const usual = 'capabilities = ["pull"]';
  const other = 'Capabilities = ["pull", "resolve"]';
  expect(found(host(usual, other), '2.1.9')).toEqual([]);
  expect(found(host(other, usual), '2.1.9')).toEqual(['without-resolve warning']);
  expect(found(host(usual, other), '1.7.24')).toContain('without-resolve warning');
});

test.each(['endpoint = ["http://m.example"]', 'mirror = "https://m.example"'])(
  'a mirror that stands beside the server as %s is used by nobody',
  (line) => {
    const server = 'server = "https://registry-1.docker.io"\n';
    expect(found(`${server}${line}\n`, '2.1.9')).toEqual(['unknown-key error']);
    expect(found(`${server}${line}\n${HUB}`, '2.1.9')).toEqual(['unknown-key warning']);
  },
);

test('the last spelling of a setting is the one whose value counts for containerd 2', () => {
  const text =
    '[host."https://hub.example.net"]\ncapabilities = ["resolv"]\nCapabilities = ["pull"]\n';
  expect(found(text, '2.3.4')).not.toContain('unknown-capability error');
  expect(found(text, '1.7.24')).toContain('unknown-capability error');
});

test('containerd 2 puts hosts below every spelling of host into one', () => {
  const bad = '[Host."https://hub.example.net"]\nca = 1\n';
  expect(found(HUB + bad, '2.1.9')).toContain('wrong-type error');
  expect(found(bad + HUB, '2.1.9')).toContain('wrong-type error');
  expect(found(bad, '2.1.9')).not.toContain('wrong-type error');
  // Found by a property: of a setting that stands there twice the last word counts.
  const late = '[Host."https://hub.example.net"]\ncapabilities = ["referrers"]\n';
  expect(found(late + HUB, '2.0.11')).not.toContain('wrong-type error');
  expect(found(HUB + late, '2.0.11')).toContain('wrong-type error');
});
