// A certificate or key that `configs."host".tls` names and that is not there, for containerd 1.
import { certificateFault, keyPairFault } from '../../../../engines/certificates.ts';
import { keyRule } from '../../../../engines/containerd/imports.ts';
import type { FileSystem } from '../../../../engines/filesystem.ts';
import { isStop, type Stop } from '../../../../engines/outcome.ts';
import { field, stringField } from '../../../../engines/toml/data.ts';
import type { ContainerdMachine, ContainerdView } from '../../containerd-machine.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeRule } from '../tree-rule.ts';

const RELEASES = [{ before: [2, 0, 0] }] as const;
const TEXT = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".tls]
  ca_file = "/etc/ssl/hub.pem"
`;

export const missingCertificate: TreeRule<ContainerdMachine> = {
  code: 'containerd/missing-certificate',
  severity: 'error',
  title: 'A certificate or key of configs is not there, or is none',
  effect:
    'containerd 1.6 and 1.7 read the files of `configs."host".tls` before the first request to any endpoint of a registry. One that cannot be read fails every pull that the host has a part in: the endpoint is not passed over. containerd 2 has no such setting.',
  remedy: 'Put the file there, or correct the path.',
  source: 'engines.md A.7',
  releases: RELEASES,
  bad: { target: 'containerd@1.7.24', files: { '/etc/containerd/config.toml': TEXT } },
  good: {
    target: 'containerd@1.7.24',
    files: {
      '/etc/containerd/config.toml': TEXT,
      '/etc/ssl/hub.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    },
  },
  fix: 'none',
  check: ({ fs, views }) =>
    views(RELEASES).flatMap((view) =>
      faultsOf(fs, view).flatMap(({ message, origin }) =>
        origin
          ? [
              {
                path: origin.path,
                range: rangeOf(fs, origin),
                message: `containerd 1.6 and 1.7 fail every pull that this host has a part in: ${message}. Put the file there, or correct the path.`,
              },
            ]
          : [],
      ),
    ),
};

function faultsOf(fs: FileSystem, { settings, rules }: ContainerdView): readonly Stop[] {
  // With `config_path` nobody reads them.
  if (isStop(settings) || settings.configPath !== '') return [];
  return [...settings.configs].flatMap(([host, config]) => {
    const tls = field(config, 'tls', keyRule(rules));
    // A key with a scheme is no host's (A.7).
    if (!tls || host.includes('/')) return [];
    const text = (name: string): ReturnType<typeof stringField> =>
      stringField(tls, name, keyRule(rules));
    return [
      authorityFault(fs, text('ca_file')),
      pairFault(fs, text('cert_file'), text('key_file')),
    ].flatMap((fault) => fault ?? []);
  });
}

function authorityFault(fs: FileSystem, ca: StringValue): Stop | undefined {
  if (!ca || ca.value === '') return undefined;
  return certificateFault(fs, ca.value, ca.origin, false);
}

/** Both or neither: a lone one is a fault of the file itself. */
function pairFault(fs: FileSystem, certificate: StringValue, key: StringValue): Stop | undefined {
  if (!certificate || certificate.value === '' || !key || key.value === '') return undefined;
  return keyPairFault(fs, certificate.value, key.value, certificate.origin);
}

type StringValue = ReturnType<typeof stringField>;
