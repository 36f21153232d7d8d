// The rules of the buildkitd format, in the order in which their pages are listed: first what keeps
// BuildKit from starting.
import type { Rule } from '../../rule.ts';
import { tomlRules } from '../../toml-rules/index.ts';
import { httpAndInsecure } from './http-and-insecure.ts';
import { httpOnOrigin } from './http-on-origin.ts';
import { hubAliasKey } from './hub-alias-key.ts';
import { invalidMirror } from './invalid-mirror.ts';
import { keyCase } from './key-case.ts';
import { keyDefaultPort } from './key-default-port.ts';
import { keyIsAUrl } from './key-is-a-url.ts';
import { keyIsNoHost } from './key-is-no-host.ts';
import { keyUpperCase } from './key-upper-case.ts';
import { mirrorDockerIo } from './mirror-docker-io.ts';
import { mirrorKeyWithoutPort } from './mirror-key-without-port.ts';
import { mirrorScheme } from './mirror-scheme.ts';
import { notATable } from './not-a-table.ts';
import { pathTooOld } from './path-too-old.ts';
import { registryArray } from './registry-array.ts';
import { registryMisplaced } from './registry-misplaced.ts';
import { settingWithoutHost } from './setting-without-host.ts';
import { tlsOnOrigin } from './tls-on-origin.ts';
import { unknownKey } from './unknown-key.ts';
import { unquotedHost } from './unquoted-host.ts';
import { userinfoInMirror } from './userinfo-in-mirror.ts';
import { v2InPath } from './v2-in-path.ts';
import { wildcardKey } from './wildcard-key.ts';
import { wrongType } from './wrong-type.ts';

export const buildkitdRules: readonly Rule[] = [
  registryArray,
  notATable,
  wrongType,
  registryMisplaced,
  settingWithoutHost,
  unquotedHost,
  keyIsAUrl,
  keyIsNoHost,
  wildcardKey,
  hubAliasKey,
  keyUpperCase,
  keyDefaultPort,
  keyCase,
  unknownKey,
  invalidMirror,
  pathTooOld,
  v2InPath,
  mirrorScheme,
  mirrorDockerIo,
  httpOnOrigin,
  tlsOnOrigin,
  mirrorKeyWithoutPort,
  httpAndInsecure,
  userinfoInMirror,
  ...tomlRules,
];
