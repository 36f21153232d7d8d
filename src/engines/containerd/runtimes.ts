// What in the settings for running containers keeps the CRI plugin, and image pulls with it, from
// loading. Only faults that a file alone shows; what depends on the machine is left out.
import { isDuration } from '../../go/duration.ts';
import { criMissing, type Stop } from '../outcome.ts';
import { type Data, field, isTrue, mapEntries, stringField, strings } from '../toml/data.ts';
import type { ContainerdConfig } from './config.ts';
import { keyRule } from './imports.ts';
import { CRI_RUNTIME, CRI_V1, CRI_V2 } from './names.ts';
import type { ContainerdRules } from './versions.ts';

const LINUX_V1 = 'io.containerd.runtime.v1.linux';

export function runtimeFault(config: ContainerdConfig, rules: ContainerdRules): Stop | undefined {
  const rule = keyRule(rules);
  const old = config.version === 1 ? CRI_V1 : CRI_V2;
  const section = config.plugins.get(rules.has('generation2') ? CRI_RUNTIME : old);
  const containerd = field(section, 'containerd', rule);
  const written = field(containerd, 'runtimes', rule);
  const runtimes = mapEntries(written);
  const get = (table: Data | undefined, name: string): string | undefined => {
    const value = field(table, name, rule);
    return value?.kind === 'string' ? value.value : undefined;
  };
  // go-toml 1 replaces the built-in map of runtimes, go-toml 2 adds to it.
  const builtIn = rules.has('generation2') || written === undefined ? ['runc'] : [];
  const known = new Set([...builtIn, ...runtimes.keys()]);
  let name = get(containerd, 'default_runtime_name') ?? 'runc';
  if (!rules.has('generation2')) {
    const former = field(containerd, 'default_runtime', rule);
    if (get(former, 'runtime_type')) {
      name = 'default';
      known.add(name);
    }
  }
  if (!known.has(name)) {
    const origin = field(containerd, 'default_runtime_name', rule)?.origin ?? written?.origin;
    return criMissing(
      `\`default_runtime_name\` is "${name}", which \`runtimes\` does not have`,
      origin,
    );
  }
  const type = get(runtimes.get(name), 'runtime_type');
  for (const [table, key] of [
    [section, 'systemd_cgroup'],
    [containerd, 'no_pivot'],
  ] as const) {
    const value = rules.has('generation2') ? undefined : field(table, key, rule);
    if (isTrue(value) && type !== LINUX_V1) return onlyForLinux1(key, value);
  }
  for (const runtime of runtimes.values()) {
    const fault = rules.has('generation2')
      ? inputFault(runtime, rules)
      : formerFault(runtime, rules);
    const privileged = rules.has('pluginPrefix') ? privilegedFault(runtime, rules) : undefined;
    if (fault ?? privileged) return fault ?? privileged;
  }
  return twoBinDirs(section, rules) ?? timeoutFault(config, rules, section);
}

const DEFAULT_BIN_DIRS = ['/opt/cni/bin'];

/** From containerd 2.1 on `bin_dirs` takes the place of `bin_dir`. */
function twoBinDirs(section: Data | undefined, rules: ContainerdRules): Stop | undefined {
  const cni = field(section, 'cni', keyRule(rules));
  const one = stringField(cni, 'bin_dir', keyRule(rules));
  const several = strings(field(cni, 'bin_dirs', keyRule(rules))).map(({ value }) => value);
  const clash = rules.has('binDirs') && one && one.value !== '' && several.length > 0;
  if (!clash || several.join('\n') === DEFAULT_BIN_DIRS.join('\n')) return undefined;
  return criMissing('`cni.bin_dir` and `cni.bin_dirs` cannot be set at the same time', one.origin);
}

/** What only containerd 1's first runtime understood. */
function formerFault(runtime: Data, rules: ContainerdRules): Stop | undefined {
  const type = field(runtime, 'runtime_type', keyRule(rules));
  if (type?.kind === 'string' && type.value === LINUX_V1) return undefined;
  for (const name of ['runtime_engine', 'runtime_root']) {
    const value = field(runtime, name, keyRule(rules));
    if (value?.kind === 'string' && value.value !== '') return onlyForLinux1(name, value);
  }
  return undefined;
}

function onlyForLinux1(name: string, value: Data | undefined): Stop {
  return criMissing(`\`${name}\` only works for runtime ${LINUX_V1}`, value?.origin);
}

function inputFault(runtime: Data, rules: ContainerdRules): Stop | undefined {
  const io = field(runtime, 'io_type', keyRule(rules));
  if (io?.kind !== 'string' || ['', 'fifo', 'streaming'].includes(io.value)) return undefined;
  return criMissing('`io_type` is neither "streaming" nor "fifo"', io.origin);
}

function privilegedFault(runtime: Data, rules: ContainerdRules): Stop | undefined {
  const name = 'privileged_without_host_devices';
  const all = field(runtime, `${name}_all_devices_allowed`, keyRule(rules));
  if (!isTrue(all) || isTrue(field(runtime, name, keyRule(rules)))) return undefined;
  return criMissing(`\`${name}_all_devices_allowed\` requires \`${name}\``, all?.origin);
}

function timeoutFault(
  config: ContainerdConfig,
  rules: ContainerdRules,
  section: Data | undefined,
): Stop | undefined {
  const server = rules.has('generation2') ? config.plugins.get(CRI_V2) : section;
  const drain = rules.has('pullTimeout')
    ? field(section, 'drain_exec_sync_io_timeout', keyRule(rules))
    : undefined;
  const idle = field(server, 'stream_idle_timeout', keyRule(rules));
  for (const value of [drain, idle]) {
    if (value?.kind === 'string' && value.value !== '' && !isDuration(value.value)) {
      return criMissing(`"${value.value}" is no duration`, value.origin);
    }
  }
  return undefined;
}
