// Findings about one file that the other files of the machine make untrue: engines read config.toml
// together with its imports, and registries.conf together with its drop-ins (engines.md A.8, C.10).
import { keyRule } from '../../engines/containerd/imports.ts';
import { isStop } from '../../engines/outcome.ts';
import { type Data, field, strings } from '../../engines/toml/data.ts';
import type { ReleaseRange } from '../../formats/rule.ts';
import { allRules } from '../../formats/rules.ts';
import type { Finding } from '../../model/diagnostic.ts';
import { type ConfigFile, mirrorsIn } from './config-files.ts';
import type { ContainerdMachine, ContainerdView } from './containerd-machine.ts';
import { type RegistriesMachine, registryTables } from './registries-machine.ts';
import {
  fateOf,
  losesSettings,
  type RegistrySetting,
  registrySettingsIn,
} from './setting-fates.ts';

/** Whether a release takes what a finding about a file says back, given the other files. */
type Denial = (view: ContainerdView, file: ConfigFile, finding: Finding) => boolean;

/** By what the findings say: that the section is not read, that the engine refuses the value, … */
const DENIALS: Readonly<Record<string, Denial>> = {
  ...denied(isHeard, [
    'missing-version',
    'version-1-ignored',
    'version-half-read',
    'v2-names-in-version-3',
    'v2-names-in-version-4',
    'v3-names-in-version-2',
    'both-names',
  ]),
  ...denied(loads, [
    'config-path-type',
    'configs-tls-with-config-path',
    'cri-disabled',
    'endpoint-not-array',
    'imports-type',
    'mirrors-only-2.2.0',
    'mirrors-with-config-path',
    'short-disabled-plugins',
    'version-too-new',
    'version-type',
  ]),
  ...denied(isReplaced, [
    'endpoint-docker-io',
    'endpoint-no-scheme',
    'endpoint-path-without-v2',
    'endpoint-redundant-hub',
    'endpoint-scheme',
    'endpoint-trailing-slash',
    'endpoint-unparsable',
    'endpoint-without-host',
  ]),
  ...denied(hidesNothing, ['empty-entry-hides-star']),
  ...denied(looksIntoEach, ['config-path-multi-root']),
  ...denied(isOverruled, ['unused']),
};

/** Whether a finding about a config file is true of the machine in any release that it is about. */
export function holdsForContainerd(
  finding: Finding,
  file: ConfigFile,
  { files, views }: ContainerdMachine,
): boolean {
  const deny = DENIALS[finding.code];
  if (!deny || files.length < 2) return true;
  const concerned = views(releasesOf(finding.code));
  return concerned.length === 0 || !concerned.every((view) => deny(view, file, finding));
}

/** Whether a finding about a registries.conf or a drop-in is true of the machine. */
export function holdsForRegistries(
  path: string,
  machine: RegistriesMachine,
): (finding: Finding) => boolean {
  const { config } = machine;
  if (isStop(config)) return () => true;
  const owners = new Map(config.registries.map(({ prefix, origin }) => [prefix, origin.path]));
  const replaced = new Set(
    config.replaced
      .map(({ registry }) => registry)
      .filter(({ prefix, origin }) => origin.path === path && owners.get(prefix) !== path)
      .map(({ origin }) => origin.offset),
  );
  if (replaced.size === 0) return () => true;
  const tables = registryTables(machine, path).map(({ origin }) => origin.offset);
  return ({ range }) => {
    const own = tables.findLast((offset) => offset <= range.start);
    return own === undefined || !replaced.has(own);
  };
}

function denied(deny: Denial, faults: readonly string[]): Readonly<Record<string, Denial>> {
  return Object.fromEntries(faults.map((fault) => [`containerd/${fault}`, deny]));
}

function releasesOf(code: string): readonly ReleaseRange[] | undefined {
  return allRules().find((rule) => rule.code === code)?.releases;
}

function isHeard(view: ContainerdView, file: ConfigFile): boolean {
  return !isStop(view.config) && !losesSettings(file, view);
}

function loads({ settings }: ContainerdView): boolean {
  return !isStop(settings) || settings.load === 'ok';
}

/** Whether the finding is about an endpoint of a list that another file replaces. */
function isReplaced(view: ContainerdView, file: ConfigFile, { range }: Finding): boolean {
  return registrySettingsIn(file, view.rules).some((setting) => {
    const items = setting.mirror === '' ? [] : strings(setting.data);
    if (!items.some(({ origin }) => origin.offset === range.start)) return false;
    return loads(view) && isReplacedElsewhere(setting, view);
  });
}

/** Whether another file has the last word on all that the finding is about. */
function isOverruled(view: ContainerdView, file: ConfigFile, { range }: Finding): boolean {
  const settings = registrySettingsIn(file, view.rules).filter(
    ({ data: { origin } }) => origin.offset >= range.start && origin.offset <= range.end,
  );
  return settings.length > 0 && settings.every((setting) => isReplacedElsewhere(setting, view));
}

function isReplacedElsewhere(setting: RegistrySetting, view: ContainerdView): boolean {
  const fate = fateOf(setting, view);
  return fate.kind === 'replaced' && fate.by.path !== setting.file.path;
}

/** Whether each entry that the file leaves empty has endpoints from elsewhere. */
function hidesNothing({ registry, rules }: ContainerdView, file: ConfigFile): boolean {
  const rule = keyRule(rules);
  const isEmpty = (mirror: Data): boolean => strings(field(mirror, 'endpoint', rule)).length === 0;
  const merged = mirrorsIn(registry, rules);
  const star = merged.get('*');
  if (!star || isEmpty(star)) return true;
  return ![...merged].some(([, mirror]) => mirror.origin.path === file.path && isEmpty(mirror));
}

function looksIntoEach({ settings }: ContainerdView, file: ConfigFile): boolean {
  if (isStop(settings)) return false;
  return !settings.transferService || settings.configPathOrigin?.path !== file.path;
}
