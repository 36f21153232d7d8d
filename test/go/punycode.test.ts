// Names of hosts in other scripts, as Go sends them.
import { expect, test } from 'vitest';
import { asciiHost } from '../../src/go/punycode.ts';

test.each([
  ['hub.example.net:5000', 'hub.example.net:5000'],
  ['[::1]:5000', '[::1]:5000'],
  ['mä.test:5055', 'xn--m-0fa.test:5055'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['hub.ünüversität.example', 'hub.xn--nversitt-6za6ub.example'],
  ['münchen-ost.😀.net', 'xn--mnchen-ost-9db.xn--e28h.net'],
])('%s', (host, wanted) => expect(asciiHost(host)).toBe(wanted));
