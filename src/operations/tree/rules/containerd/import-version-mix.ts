// Files of different config versions, for releases that make one version of them.
import { keyRule } from '../../../../engines/containerd/imports.ts';
import { sectionName } from '../../../../engines/containerd/registry.ts';
import { isStop } from '../../../../engines/outcome.ts';
import { field } from '../../../../engines/toml/data.ts';
import type { ConfigFile } from '../../config-files.ts';
import type { ContainerdMachine, ContainerdView } from '../../containerd-machine.ts';
import { rangeOf } from '../../place-range.ts';
import { fateOf, type RegistrySetting, registrySettingsIn } from '../../setting-fates.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const RELEASES = [{ before: [2, 4, 0] }] as const;

export const importVersionMix: TreeRule<ContainerdMachine> = {
  code: 'containerd/import-version-mix',
  severity: 'error',
  title: 'Files of different config versions lose settings together',
  effect:
    'containerd 1.6 and 1.7 read all files by the version of the last one that has one. 2.0 to 2.2 take the version of the last file for all: mirrors in a version 2 file are lost under a version 3 drop-in, and a version 2 drop-in replaces the registry table of a version 3 file. 2.3 migrates each file by itself but does not start when a drop-in has a higher version than the main file. Later releases take any mix.',
  remedy: 'Write all files in one version.',
  source: 'engines.md A.8, X11 I2, I3, G10, CT42',
  releases: RELEASES,
  saidBy: [
    'containerd/missing-version',
    'containerd/version-1-ignored',
    'containerd/v2-names-in-version-3',
    'containerd/v3-names-in-version-2',
  ],
  bad: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/runtime.toml': `version = 3
[plugins."io.containerd.cri.v1.runtime"]
  enable_selinux = true
`,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/runtime.toml': `version = 3
[plugins."io.containerd.cri.v1.runtime"]
  enable_selinux = true
`,
    },
  },
  fix: 'none',
  check: (machine) => {
    const versions = [...new Set(machine.files.map((file) => versionOf(file, machine.view)))];
    const named = versions.filter((version) => version !== 0);
    if (named.length < 2) return [];
    return machine
      .views(RELEASES)
      .flatMap((view) => [...refused(machine, view), ...lost(machine, view, named)]);
  },
};

/** What 2.3 exits for. */
function refused({ fs, files }: ContainerdMachine, view: ContainerdView): readonly TreeFault[] {
  const { rules, config } = view;
  if (!rules.has('migratesEachFile') || rules.has('newerDropIns') || !isStop(config)) return [];
  const main = files.map((file) => versionOf(file, view)).find((version) => version !== 0) ?? 0;
  const file = files.find(({ path }) => path === config.origin?.path);
  const version = file ? versionOf(file, view) : 0;
  if (!file || !config.origin || version <= main) return [];
  return [
    {
      path: file.path,
      range: rangeOf(fs, config.origin),
      message: `This file is of version ${version} and the main file of version ${main}: containerd 2.3 does not start. Write both in one version.`,
    },
  ];
}

/** Registry settings that nothing replaces and nobody hears, once for each section of a file. */
function lost(
  { fs, files }: ContainerdMachine,
  view: ContainerdView,
  versions: readonly number[],
): readonly TreeFault[] {
  if (isStop(view.config)) return [];
  const sections = new Map<string, RegistrySetting>();
  for (const file of files) {
    for (const setting of registrySettingsIn(file, view.rules)) {
      const key = `${file.path} ${setting.section}`;
      const byVersion = view.rules.has('generation2') || setting.section !== sectionOf(view);
      if (byVersion && !sections.has(key) && fateOf(setting, view).kind === 'lost') {
        sections.set(key, setting);
      }
    }
  }
  const one = view.rules.has('generation2')
    ? 'containerd 2.0 to 2.2 take the version of the last one for all'
    : 'containerd 1.6 and 1.7 read all of them by the version of the last one';
  return [...sections.values()].map(({ data: { origin } }) => ({
    path: origin.path,
    range: rangeOf(fs, origin),
    message: `The files that are loaded together are of the versions ${versions.join(' and ')}: ${one}, and what this file says of registries is lost. Write all files in one version.`,
  }));
}

function sectionOf({ config, rules }: ContainerdView): string {
  return isStop(config) ? '' : sectionName(config, rules);
}

function versionOf({ root }: ConfigFile, { rules }: ContainerdView): number {
  const version = field(root, 'version', keyRule(rules));
  return version?.kind === 'integer' ? version.value : 0;
}
