// The rules of the registries format, in the order in which their pages are listed: first what keeps
// engines from taking the file, the gravest first.
import type { Rule } from '../../rule.ts';
import { tomlRules } from '../../toml-rules/index.ts';
import { blockedMirror } from './blocked-mirror.ts';
import { blockedWithMirrors } from './blocked-with-mirrors.ts';
import { conflictingSettings } from './conflicting-settings.ts';
import { digestsOnly } from './digests-only.ts';
import { duplicateMirror } from './duplicate-mirror.ts';
import { duplicatePrefix } from './duplicate-prefix.ts';
import { hostPrefixAnyPort } from './host-prefix-any-port.ts';
import { hubAlias } from './hub-alias.ts';
import { hubMirror } from './hub-mirror.ts';
import { hubWithoutLibrary } from './hub-without-library.ts';
import { insecure } from './insecure.ts';
import { insecureNotInherited } from './insecure-not-inherited.ts';
import { invalidAlias } from './invalid-alias.ts';
import { keyAfterTable } from './key-after-table.ts';
import { keyCase } from './key-case.ts';
import { mirrorBeforeRegistry } from './mirror-before-registry.ts';
import { mirrorEqualsPrimary } from './mirror-equals-primary.ts';
import { mirrorWithoutLocation } from './mirror-without-location.ts';
import { mirrorsPlural } from './mirrors-plural.ts';
import { mixedEmptyLists } from './mixed-empty-lists.ts';
import { mixedVersions } from './mixed-versions.ts';
import { namespaceCut } from './namespace-cut.ts';
import { narrowerEntry } from './narrower-entry.ts';
import { newerKey } from './newer-key.ts';
import { noLocation } from './no-location.ts';
import { otherScheme } from './other-scheme.ts';
import { plainTextSecret } from './plain-text-secret.ts';
import { plural } from './plural.ts';
import { prefixCase } from './prefix-case.ts';
import { prefixDefaultPort } from './prefix-default-port.ts';
import { prefixWithTag } from './prefix-with-tag.ts';
import { prefixWithoutLocation } from './prefix-without-location.ts';
import { pseudoWildcard } from './pseudo-wildcard.ts';
import { pullFromMirrorOnRegistry } from './pull-from-mirror-on-registry.ts';
import { pullFromMirrorValue } from './pull-from-mirror-value.ts';
import { pullFromMirrorWithDigestOnly } from './pull-from-mirror-with-digest-only.ts';
import { registryKeyInMirror } from './registry-key-in-mirror.ts';
import { searchRegistry } from './search-registry.ts';
import { shortNameMode } from './short-name-mode.ts';
import { singleTable } from './single-table.ts';
import { trailingSlash } from './trailing-slash.ts';
import { unknownKey } from './unknown-key.ts';
import { unmatchedPrefix } from './unmatched-prefix.ts';
import { unrewritableLocation } from './unrewritable-location.ts';
import { uriScheme } from './uri-scheme.ts';
import { v2InLocation } from './v2-in-location.ts';
import { version1 } from './version-1.ts';
import { version1Host } from './version-1-host.ts';
import { wildcardApex } from './wildcard-apex.ts';
import { wildcardForm } from './wildcard-form.ts';
import { wildcardInLocation } from './wildcard-in-location.ts';
import { wildcardTie } from './wildcard-tie.ts';
import { wrongType } from './wrong-type.ts';

export const registriesRules: readonly Rule[] = [
  version1,
  mixedVersions,
  mixedEmptyLists,
  singleTable,
  mirrorBeforeRegistry,
  plural,
  keyAfterTable,
  shortNameMode,
  wrongType,
  searchRegistry,
  version1Host,
  invalidAlias,
  pullFromMirrorOnRegistry,
  uriScheme,
  noLocation,
  prefixWithoutLocation,
  wildcardForm,
  mirrorWithoutLocation,
  pullFromMirrorValue,
  pullFromMirrorWithDigestOnly,
  conflictingSettings,
  otherScheme,
  trailingSlash,
  unrewritableLocation,
  wildcardInLocation,
  hubMirror,
  blockedMirror,
  plainTextSecret,
  unmatchedPrefix,
  pseudoWildcard,
  prefixWithTag,
  prefixCase,
  prefixDefaultPort,
  hubAlias,
  hubWithoutLibrary,
  wildcardTie,
  duplicatePrefix,
  mirrorsPlural,
  registryKeyInMirror,
  unknownKey,
  newerKey,
  keyCase,
  blockedWithMirrors,
  digestsOnly,
  mirrorEqualsPrimary,
  duplicateMirror,
  narrowerEntry,
  namespaceCut,
  v2InLocation,
  hostPrefixAnyPort,
  wildcardApex,
  insecureNotInherited,
  insecure,
  ...tomlRules,
];
