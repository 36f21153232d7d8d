// A certificate or key that a hosts.toml names and that is not there, or is none.
import { certificateFault, keyPairFault } from '../../../../engines/certificates.ts';
import type { HostSettings } from '../../../../engines/containerd/host-settings.ts';
import { readHostsFile } from '../../../../engines/containerd/hosts-file.ts';
import type { FileSystem } from '../../../../engines/filesystem.ts';
import { isStop, type Stop } from '../../../../engines/outcome.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { readFolders } from '../../hosts-folders.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

const WITH_CA = `${HUB_MIRROR}  ca = "/etc/ssl/hub.pem"
`;

export const missingCertificate: TreeRule<ContainerdMachine> = {
  code: 'hosts/missing-certificate',
  severity: 'error',
  title: 'A certificate or key is not there, or is none',
  effect:
    'Every release looks at the files that `ca` and `client` name before the first request. One that cannot be read, or has no certificate or no key in it, fails every pull of the registry, also from its other hosts and from the registry itself.',
  remedy:
    'Put the file there, or correct the path: a relative one begins at the folder of hosts.toml.',
  source: 'engines.md B.2, B15, H7, H9, HT30',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/hosts.toml': WITH_CA },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/docker.io/hosts.toml': WITH_CA,
      '/etc/ssl/hub.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    },
  },
  fix: 'none',
  check: ({ fs, view, folders }) =>
    readFolders(folders).flatMap(({ file, text = '' }) => {
      if (text === '') return [];
      const hosts = readHostsFile(text, file, view.rules);
      if (isStop(hosts) || 'discarded' in hosts) return [];
      return [...hosts.hosts, hosts.server].flatMap((host) =>
        faultsOf(fs, host).map(({ message }) => ({
          path: file,
          range: rangeOf(fs, host.origin),
          message: `${capital(message)}, and containerd fails every pull of this registry for it, from all hosts. Put the file there, or correct the path.`,
        })),
      );
    }),
};

function faultsOf(fs: FileSystem, host: HostSettings): readonly Stop[] {
  const { authorities = [], keyPairs, origin } = host;
  return [
    ...authorities.map((path) => certificateFault(fs, path, origin, true)),
    ...keyPairs.map(([certificate, key]) => keyPairFault(fs, certificate, key, origin)),
  ].flatMap((fault) => fault ?? []);
}

function capital(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
