// What keeps every mirror of a config.toml from being used: what the rules find that block additions.
import type { Finding } from '../../model/diagnostic.ts';
import type { OpenFile } from '../adapter.ts';
import { obstaclesOf, type Rule } from '../rule.ts';
import { tomlRules } from '../toml-rules/index.ts';
import { isOrdinary } from './ordinary.ts';
import { configPathType } from './rules/config-path-type.ts';
import { criDisabled } from './rules/cri-disabled.ts';
import { endpointNotArray } from './rules/endpoint-not-array.ts';
import { importsType } from './rules/imports-type.ts';
import { keyCase } from './rules/key-case.ts';
import { mirrorsOnly } from './rules/mirrors-only-2.2.0.ts';
import { mirrorsWithConfigPath } from './rules/mirrors-with-config-path.ts';
import { missingVersion } from './rules/missing-version.ts';
import { notATable } from './rules/not-a-table.ts';
import { pluginNameForm } from './rules/plugin-name-form.ts';
import { requiredPlugin } from './rules/required-plugin.ts';
import { shortDisabledPlugins } from './rules/short-disabled-plugins.ts';
import { shortPluginName } from './rules/short-plugin-name.ts';
import { unknownVersion } from './rules/unknown-version.ts';
import { unquotedPluginName } from './rules/unquoted-plugin-name.ts';
import { v2NamesInVersion3 } from './rules/v2-names-in-version-3.ts';
import { v2NamesInVersion4 } from './rules/v2-names-in-version-4.ts';
import { v3NamesInVersion2 } from './rules/v3-names-in-version-2.ts';
import { version1Ignored } from './rules/version-1-ignored.ts';
import { versionKeyCase } from './rules/version-key-case.ts';
import { versionTooNew } from './rules/version-too-new.ts';
import { versionType } from './rules/version-type.ts';

/** The rules that block, the gravest first. */
const BLOCKING: readonly Rule[] = [
  ...tomlRules,
  versionType,
  versionKeyCase,
  unknownVersion,
  keyCase,
  notATable,
  endpointNotArray,
  importsType,
  unquotedPluginName,
  shortPluginName,
  pluginNameForm,
  missingVersion,
  v3NamesInVersion2,
  v2NamesInVersion3,
  v2NamesInVersion4,
  versionTooNew,
  version1Ignored,
  mirrorsOnly,
  shortDisabledPlugins,
  requiredPlugin,
  criDisabled,
  configPathType,
  mirrorsWithConfigPath,
];

/** The faults that make an addition useless or harmful. */
export function containerdObstacles(file: OpenFile): readonly Finding[] {
  return isOrdinary(file) ? [] : obstaclesOf(BLOCKING, file);
}
