// A certificate or key that buildkitd.toml names and that is not there, or is none.
import { tlsFault } from '../../../../engines/buildkit/tls.ts';
import { isStop } from '../../../../engines/outcome.ts';
import { BUILDKIT_FILE, type BuildkitMachine } from '../../buildkit-machine.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeRule } from '../tree-rule.ts';

const TEXT = `[registry."docker.io"]
  mirrors = ["hub.example.net"]
[registry."hub.example.net"]
  ca = ["/etc/buildkit/hub.pem"]
`;

export const missingCertificate: TreeRule<BuildkitMachine> = {
  code: 'buildkitd/missing-certificate',
  severity: 'error',
  title: 'A certificate or key is not there, or is none',
  effect:
    'BuildKit reads the files of `ca`, `keypair` and `tlsconfigdir` of a registry and of each of its mirrors before it asks any of them. One that cannot be read fails every pull of that registry: the mirror is not passed over.',
  remedy: 'Put the file there, or correct the path.',
  source: 'engines.md D, K11, K12b, BK14',
  bad: { target: 'buildkit@0.13', files: { [BUILDKIT_FILE]: TEXT } },
  good: {
    target: 'buildkit@0.13',
    files: {
      [BUILDKIT_FILE]: TEXT,
      '/etc/buildkit/hub.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    },
  },
  fix: 'none',
  check: ({ fs, config }) =>
    isStop(config)
      ? []
      : [...config.registries.values()].flatMap((entry) => {
          const fault = tlsFault(fs, entry);
          if (!fault) return [];
          const { message, origin = entry.data.origin } = fault;
          const words = message.replace(/, and every pull from this registry fails$/, '');
          return [
            {
              path: BUILDKIT_FILE,
              range: rangeOf(fs, origin),
              message: `BuildKit fails every pull from this host, and from registries that it is a mirror of: ${words}. Put the file there, or correct the path.`,
            },
          ];
        }),
};
