// What becomes of each registry setting of each config file: containerd uses it, another file has
// another value for it, or it is lost with its whole section (engines.md A.2, A.8).
import { keyRule } from '../../engines/containerd/imports.ts';
import { CRI_IMAGES, CRI_V1, CRI_V2 } from '../../engines/containerd/names.ts';
import type { ContainerdRules } from '../../engines/containerd/versions.ts';
import { type Data, field, mapEntries, type Origin, strings } from '../../engines/toml/data.ts';
import { type ConfigFile, configPathIn, mirrorsIn } from './config-files.ts';
import type { ContainerdView } from './containerd-machine.ts';

/** `config_path`, or the endpoints of one entry of `mirrors`. */
export interface RegistrySetting {
  readonly file: ConfigFile;
  readonly section: string;
  /** `''` for `config_path`. */
  readonly mirror: string;
  readonly data: Data;
}

export type Fate =
  | { readonly kind: 'used' }
  | { readonly kind: 'replaced'; readonly by: Origin; readonly withNothing: boolean }
  | { readonly kind: 'lost' };

/** The settings that say something, in any section, whether or not a release looks there. */
export function registrySettingsIn(
  file: ConfigFile,
  rules: ContainerdRules,
): readonly RegistrySetting[] {
  const rule = keyRule(rules);
  const plugins = mapEntries(field(file.root, 'plugins', rule));
  return [CRI_V1, CRI_V2, CRI_IMAGES].flatMap((section) => {
    const registry = field(plugins.get(section), 'registry', rule);
    const path = configPathIn(registry, rules);
    const mirrors = [...mirrorsIn(registry, rules)].flatMap(([mirror, entry]) => {
      const data = field(entry, 'endpoint', rule);
      return data && strings(data).length > 0 ? [{ file, section, mirror, data }] : [];
    });
    return [
      ...(path && path.value !== '' ? [{ file, section, mirror: '', data: path }] : []),
      ...mirrors,
    ];
  });
}

export function fateOf({ mirror, data }: RegistrySetting, view: ContainerdView): Fate {
  const effective = effectiveValue(mirror, view);
  if (!effective) return { kind: 'lost' };
  if (effective.origin === data.origin) return { kind: 'used' };
  const withNothing = mirror !== '' && strings(effective).length === 0;
  return { kind: 'replaced', by: effective.origin, withNothing };
}

/** Whether anything that the file says of registries is lost, and not only replaced. */
export function losesSettings(file: ConfigFile, view: ContainerdView): boolean {
  return registrySettingsIn(file, view.rules).some(
    (setting) => fateOf(setting, view).kind === 'lost',
  );
}

function effectiveValue(mirror: string, { registry, rules }: ContainerdView): Data | undefined {
  if (mirror === '') return configPathIn(registry, rules);
  const entry = mirrorsIn(registry, rules).get(mirror);
  return field(entry, 'endpoint', keyRule(rules));
}
