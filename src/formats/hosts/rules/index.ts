// The rules of the hosts format, in the order in which their pages are listed: first what keeps
// mirrors out of a file, the gravest before the rest.
import type { Rule } from '../../rule.ts';
import { tomlRules } from '../../toml-rules/index.ts';
import { badScheme } from './bad-scheme.ts';
import { capabilitiesEmpty } from './capabilities-empty.ts';
import { clientPair } from './client-pair.ts';
import { defaultWithServer } from './default-with-server.ts';
import { dialTimeout } from './dial-timeout.ts';
import { dialTimeoutIgnored } from './dial-timeout-ignored.ts';
import { duplicateHost } from './duplicate-host.ts';
import { hostArray } from './host-array.ts';
import { hostMisspelt } from './host-misspelt.ts';
import { httpPrefixedName } from './http-prefixed-name.ts';
import { httpWithTls } from './http-with-tls.ts';
import { inlineHost } from './inline-host.ts';
import { keyCase } from './key-case.ts';
import { keyInHost } from './key-in-host.ts';
import { negativeTimeout } from './negative-timeout.ts';
import { noSchemeLoopback } from './no-scheme-loopback.ts';
import { noTags } from './no-tags.ts';
import { notAHeader } from './not-a-header.ts';
import { notAUrl } from './not-a-url.ts';
import { overrideWithoutPath } from './override-without-path.ts';
import { pushByDefault } from './push-by-default.ts';
import { queryInUrl } from './query-in-url.ts';
import { referrersTooOld } from './referrers-too-old.ts';
import { rootCapabilities } from './root-capabilities.ts';
import { rootTls } from './root-tls.ts';
import { secretInHeader } from './secret-in-header.ts';
import { serverAfterTable } from './server-after-table.ts';
import { serverDockerIo } from './server-docker-io.ts';
import { serverEqualsHost } from './server-equals-host.ts';
import { serverOnly } from './server-only.ts';
import { skipVerify } from './skip-verify.ts';
import { splitHost } from './split-host.ts';
import { unknownCapability } from './unknown-capability.ts';
import { unknownKey } from './unknown-key.ts';
import { unquotedHost } from './unquoted-host.ts';
import { unsendableHeader } from './unsendable-header.ts';
import { urlWithoutHost } from './url-without-host.ts';
import { userinfoInUrl } from './userinfo-in-url.ts';
import { v2PathDoubled } from './v2-path-doubled.ts';
import { withoutPull } from './without-pull.ts';
import { withoutResolve } from './without-resolve.ts';
import { wrongType } from './wrong-type.ts';

export const hostsRules: readonly Rule[] = [
  keyInHost,
  hostArray,
  inlineHost,
  wrongType,
  unknownCapability,
  referrersTooOld,
  clientPair,
  dialTimeout,
  notAUrl,
  notAHeader,
  hostMisspelt,
  unquotedHost,
  badScheme,
  httpPrefixedName,
  urlWithoutHost,
  withoutPull,
  unsendableHeader,
  negativeTimeout,
  noTags,
  serverOnly,
  withoutResolve,
  pushByDefault,
  capabilitiesEmpty,
  serverAfterTable,
  serverDockerIo,
  serverEqualsHost,
  defaultWithServer,
  rootCapabilities,
  rootTls,
  v2PathDoubled,
  overrideWithoutPath,
  noSchemeLoopback,
  httpWithTls,
  skipVerify,
  splitHost,
  duplicateHost,
  dialTimeoutIgnored,
  unknownKey,
  keyCase,
  userinfoInUrl,
  queryInUrl,
  secretInHeader,
  ...tomlRules,
];
