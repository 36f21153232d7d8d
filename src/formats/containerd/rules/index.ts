// The rules of the containerd format, in the order in which their pages are listed.
import type { Rule } from '../../rule.ts';
import { tomlRules } from '../../toml-rules/index.ts';
import { bothNames } from './both-names.ts';
import { configPathMultiRoot } from './config-path-multi-root.ts';
import { configPathNoRoot } from './config-path-no-root.ts';
import { configPathRelative } from './config-path-relative.ts';
import { configPathType } from './config-path-type.ts';
import { configPathWrongTable } from './config-path-wrong-table.ts';
import { configsKeyHub } from './configs-key-hub.ts';
import { configsKeyScheme } from './configs-key-scheme.ts';
import { configsTlsRemoved } from './configs-tls-removed.ts';
import { configsTlsWithConfigPath } from './configs-tls-with-config-path.ts';
import { criDisabled } from './cri-disabled.ts';
import { emptyEntryHidesStar } from './empty-entry-hides-star.ts';
import { endpointDockerIo } from './endpoint-docker-io.ts';
import { endpointMisspelt } from './endpoint-misspelt.ts';
import { endpointNoScheme } from './endpoint-no-scheme.ts';
import { endpointNotArray } from './endpoint-not-array.ts';
import { endpointPathWithoutV2 } from './endpoint-path-without-v2.ts';
import { endpointRedundantHub } from './endpoint-redundant-hub.ts';
import { endpointScheme } from './endpoint-scheme.ts';
import { endpointSchemeMisspelt } from './endpoint-scheme-misspelt.ts';
import { endpointTrailingSlash } from './endpoint-trailing-slash.ts';
import { endpointUnparsable } from './endpoint-unparsable.ts';
import { endpointWithoutHost } from './endpoint-without-host.ts';
import { hubAliasKey } from './hub-alias-key.ts';
import { importRelativeGlob } from './import-relative-glob.ts';
import { importsAfterTable } from './imports-after-table.ts';
import { importsType } from './imports-type.ts';
import { keyCase } from './key-case.ts';
import { keyDefaultPort } from './key-default-port.ts';
import { keyHasPath } from './key-has-path.ts';
import { keyHasScheme } from './key-has-scheme.ts';
import { keyMatchesNothing } from './key-matches-nothing.ts';
import { keyUpperCase } from './key-upper-case.ts';
import { mirrorsDeprecated } from './mirrors-deprecated.ts';
import { mirrorsOnly } from './mirrors-only-2.2.0.ts';
import { mirrorsWithConfigPath } from './mirrors-with-config-path.ts';
import { missingVersion } from './missing-version.ts';
import { notATable } from './not-a-table.ts';
import { otherFile } from './other-file.ts';
import { plainTextSecret } from './plain-text-secret.ts';
import { pluginNameForm } from './plugin-name-form.ts';
import { registryMisplaced } from './registry-misplaced.ts';
import { requiredPlugin } from './required-plugin.ts';
import { shortDisabledPlugins } from './short-disabled-plugins.ts';
import { shortPluginName } from './short-plugin-name.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownPlugin } from './unknown-plugin.ts';
import { unknownVersion } from './unknown-version.ts';
import { unquotedMirrorHost } from './unquoted-mirror-host.ts';
import { unquotedPluginName } from './unquoted-plugin-name.ts';
import { v2NamesInVersion3 } from './v2-names-in-version-3.ts';
import { v2NamesInVersion4 } from './v2-names-in-version-4.ts';
import { v3NamesInVersion2 } from './v3-names-in-version-2.ts';
import { v4LegacySection } from './v4-legacy-section.ts';
import { version1Ignored } from './version-1-ignored.ts';
import { versionAfterTable } from './version-after-table.ts';
import { versionHalfRead } from './version-half-read.ts';
import { versionKeyCase } from './version-key-case.ts';
import { versionTooNew } from './version-too-new.ts';
import { versionType } from './version-type.ts';
import { wildcardKey } from './wildcard-key.ts';

export const containerdRules: readonly Rule[] = [
  mirrorsWithConfigPath,
  mirrorsOnly,
  configPathMultiRoot,
  configPathRelative,
  configPathNoRoot,
  configPathWrongTable,
  configPathType,
  versionType,
  unknownVersion,
  versionTooNew,
  versionHalfRead,
  missingVersion,
  version1Ignored,
  versionAfterTable,
  versionKeyCase,
  unquotedPluginName,
  shortPluginName,
  pluginNameForm,
  unknownPlugin,
  v3NamesInVersion2,
  v2NamesInVersion3,
  v2NamesInVersion4,
  bothNames,
  v4LegacySection,
  notATable,
  registryMisplaced,
  otherFile,
  unknownKey,
  keyCase,
  shortDisabledPlugins,
  requiredPlugin,
  criDisabled,
  unquotedMirrorHost,
  keyHasScheme,
  keyHasPath,
  keyUpperCase,
  keyDefaultPort,
  keyMatchesNothing,
  wildcardKey,
  hubAliasKey,
  emptyEntryHidesStar,
  endpointNotArray,
  endpointMisspelt,
  endpointUnparsable,
  endpointScheme,
  endpointSchemeMisspelt,
  endpointWithoutHost,
  endpointTrailingSlash,
  endpointPathWithoutV2,
  endpointNoScheme,
  endpointDockerIo,
  endpointRedundantHub,
  mirrorsDeprecated,
  configsTlsRemoved,
  configsTlsWithConfigPath,
  configsKeyScheme,
  configsKeyHub,
  plainTextSecret,
  importsType,
  importsAfterTable,
  importRelativeGlob,
  ...tomlRules,
];
