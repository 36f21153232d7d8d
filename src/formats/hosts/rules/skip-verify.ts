// `skip_verify = true`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { settingOf, settingsTables } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const skipVerify: Rule = {
  code: 'hosts/skip-verify',
  severity: 'warning',
  title: 'Certificates are not checked',
  effect:
    'With `skip_verify = true` every release takes any certificate: whoever can answer in place of the host can hand out other images for a tag.',
  remedy: 'Name the certificate authority with `ca` instead.',
  source: 'engines.md B.5, HT29',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  skip_verify = true
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  ca = "/etc/certs/hub.pem"
`,
  },
  fix: 'none',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const setting = settingOf(table, 'skip_verify', file);
      const plain = table.host && hostUrl(table.host.key)?.scheme === 'http';
      if (setting?.value !== true || plain) return [];
      return [
        {
          range: nodeRange(setting.node),
          message:
            'With skip_verify containerd takes any certificate, so that whoever can answer in place of the host can hand out other images. Name the certificate authority with "ca" instead.',
        },
      ];
    }),
};
