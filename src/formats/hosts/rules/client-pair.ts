// `client = [["client.cert"]]`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { faultsOf } from '../facts.ts';

export const clientPair: Rule = {
  code: 'hosts/client-pair',
  severity: 'error',
  title: 'An item of client is a list that is no pair',
  effect:
    'A list inside `client` is a certificate and its key. With one file or three in it, every release passes over the whole file and goes straight to the registry.',
  remedy:
    'Write `[["client.cert", "client.key"]]`, or the file itself where it holds both: `["client.pem"]`.',
  source: 'engines.md B.5, H8, HT31',
  blocks: true,
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  client = [["client.cert"]]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  client = [["client.cert", "client.key"]]
`,
  },
  fix: 'none',
  check: (file) =>
    faultsOf('hosts/client-pair', file).map(({ message, setting }) => ({
      range: nodeRange(setting.node),
      message,
    })),
};
