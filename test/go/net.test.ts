// What engines call the local host.
import { expect, test } from 'vitest';
import { isLocalhost, isLocalToContainerd } from '../../src/go/net.ts';

test.each(['localhost', 'localhost:5000', '127.0.0.1', '127.9.9.9:80', '[::1]', '[::1]:5000'])(
  '%s is local',
  (address) => expect(isLocalhost(address)).toBe(true),
);

test.each(['LOCALHOST', 'localhost.example', '128.0.0.1', '[::2]', '[::1', '10.0.0.1:127'])(
  '%s is not',
  (address) => expect(isLocalhost(address)).toBe(false),
);

test('containerd wants a port behind [::1]', () => {
  expect(['localhost', '127.0.0.1:80', '[::1]:5000', '[::1]'].map(isLocalToContainerd)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
