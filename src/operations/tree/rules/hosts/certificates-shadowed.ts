// Certificates in the folder of a hosts.toml that does not name them.
import { readHostsFile } from '../../../../engines/containerd/hosts-file.ts';
import { isStop } from '../../../../engines/outcome.ts';
import { joinPath } from '../../../../go/path.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { readFolders } from '../../hosts-folders.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

export const certificatesShadowed: TreeRule<ContainerdMachine> = {
  code: 'hosts/certificates-shadowed',
  severity: 'warning',
  title: 'Certificates beside a hosts.toml are not loaded',
  effect:
    'Every release takes the `*.crt` and `*.cert` files of a registry’s folder, as Docker does, only while hosts.toml is missing or empty. Beside a hosts.toml with anything in it they count for nothing unless `ca` or `client` names them.',
  remedy: 'Name the file with `ca` or `client` where it is needed, or take it away.',
  source: 'engines.md B.2, F14, HT36',
  bad: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR,
      '/etc/containerd/certs.d/docker.io/ca.crt': CERTIFICATE,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/docker.io/hosts.toml': `${HUB_MIRROR}  ca = "ca.crt"\n`,
      '/etc/containerd/certs.d/docker.io/ca.crt': CERTIFICATE,
    },
  },
  fix: 'none',
  check: ({ fs, view, folders }) =>
    readFolders(folders).flatMap(({ path, file, text = '' }) => {
      const hosts = text === '' ? undefined : readHostsFile(text, file, view.rules);
      if (!hosts || isStop(hosts) || 'discarded' in hosts) return [];
      const named = new Set(
        [...hosts.hosts, hosts.server].flatMap(({ authorities = [], keyPairs }) =>
          [...authorities, ...keyPairs.flat()].map((each) => fs.resolve(each)),
        ),
      );
      const idle = fs
        .list(path)
        .filter((name) => /\.(?:crt|cert)$/.test(name))
        .filter((name) => !named.has(fs.resolve(joinPath(path, name))));
      if (idle.length === 0) return [];
      return [
        {
          path: file,
          message: `containerd does not load ${idle.join(', ')} beside this file, which has something in it and does not name them. Name them with ca or client where they are needed.`,
        },
      ];
    }),
};
