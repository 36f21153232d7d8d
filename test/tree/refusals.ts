// When planMirrors may refuse a machine with containerd: each code, and what must be wrong with the
// machine for the refusal to be true.
import { explainPull, lint } from '../../src/index.ts';
import type { Machine, Refusals } from './plan-laws.ts';

type IsDue = (machine: Machine) => boolean;

/** Constructs that some release's parser does not take in a hosts.toml. */
const CONSTRUCTS = [
  'byte-order-mark',
  'escape-in-header',
  'blank-after-dot',
  'newline-in-inline-table',
  'trailing-comma-in-inline-table',
  'bare-carriage-return',
  'bracket-in-header',
  '1.1-syntax',
];

const ESCAPE = /\\u/;

/** What `tree/not-tried` may say, and what a machine must have for it to be true. */
const NOT_TRIED: readonly (readonly [RegExp, IsDue])[] = [
  [/`configs\.tls` cannot be set/, (machine) => isOne(machine) && has(machine, 'tls')],
  [/unable to read CA cert/, (machine) => has(machine, '/missing.pem')],
  [/registry table of version 2/, ({ tree }) => /version["']?\s*=\s*[34]/.test(textOf(tree))],
  [/a file without version: lost by/, ({ tree }) => !/^\s*["']?version/m.test(textOf(tree))],
  [/the whole file has no effect/, inHosts(ESCAPE)],
];

export const REFUSALS: Refusals = {
  'tree/refused': ({ tree, options }) =>
    explainPull(tree, 'docker.io/team/app', options).load !== 'ok',
  'tree/not-a-folder': ({ tree }) => Object.values(tree).includes('not a folder'),
  'tree/not-tried': (machine, { message }) =>
    isEscaped(machine) || NOT_TRIED.some(([said, isDue]) => said.test(message) && isDue(machine)),
  // Inline mirrors cannot say what special mirrors ask for.
  'not-expressible': ({ mirrors }) => JSON.stringify(mirrors).includes('special.example'),
  'containerd/v3-names-in-version-2': hasNewerNames,
  'containerd/missing-version': hasNewerNames,
  // Inline mirrors are asked for where only the names of another version are, beside a `config_path`.
  'containerd/mirrors-with-config-path': (machine) =>
    machine.options.style === 'mirrors' &&
    has(machine, 'config_path') &&
    /version["']?\s*=\s*[34]/.test(textOf(machine.tree)),
  'containerd/mirrors-only-2.2.0': ({ options }) => /@2\.2\.[01]$/.test(options.target),
  'mirror/other-settings': hasTwoSettings,
  'containerd/other-settings': hasTwoSettings,
  'hosts/inline-host': inHosts(/host["']?\s*=\s*\{/),
  'hosts/not-a-header': inHosts(/["']?host["']?\s*\.\s*["']http[^\]]*=|^\s*["']http/m),
  'hosts/other-meaning': inHosts(/override_path/),
  // TOML that the release's parser does not take, in a hosts.toml that is there.
  ...Object.fromEntries(
    CONSTRUCTS.map((name): [string, IsDue] => [
      `toml/${name}`,
      (machine) => isEscaped(machine) || refusesHosts(machine, name),
    ]),
  ),
  'hosts/unknown-capability': inHosts(/nonsense/),
};

function refusesHosts({ tree, options }: Machine, name: string): boolean {
  return Object.entries(tree).some(
    ([path, text]) =>
      path.endsWith('/hosts.toml') &&
      lint(text, { path, format: 'hosts', target: options.target }).some(
        ({ code }) => code === `toml/${name}`,
      ),
  );
}

function inHosts(pattern: RegExp): IsDue {
  return ({ tree }) =>
    Object.entries(tree).some(([path, text]) => path.endsWith('/hosts.toml') && pattern.test(text));
}

/** A section whose name has an escape in its header, which containerd 1 takes for another name. */
function isEscaped(machine: Machine): boolean {
  return isOne(machine) && ESCAPE.test(textOf(machine.tree));
}

/** Mirrors that containerd 1 does not see, and the next release would. */
function hasNewerNames(machine: Machine): boolean {
  return isOne(machine) && ['cri.v1.images', 'grpc.v1.cri'].some((name) => has(machine, name));
}

/** Settings of a host that another mirror at the host is asked for without, or with others. */
function hasTwoSettings(machine: Machine): boolean {
  return isOne(machine) && JSON.stringify(machine.mirrors).split('special.example').length > 2;
}

function isOne({ options }: Machine): boolean {
  return options.target.startsWith('containerd@1.');
}

function has({ tree }: Machine, part: string): boolean {
  return textOf(tree).includes(part);
}

function textOf(tree: Machine['tree']): string {
  return Object.values(tree).join('\n');
}
