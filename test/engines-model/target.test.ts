// Which release of the image library a program's release stands for.
import { expect, test } from 'vitest';
import { parseTarget } from '../../src/model/target.ts';
import { plan } from './ask.ts';

test.each([
  ['podman@5.5', '5.35'],
  ['podman@5.5.2', '5.35'],
  ['podman@4.9', '5.29'],
  ['skopeo@1.9.3', '5.22'],
  ['skopeo@1.22.0', '5.39'],
  ['cri-o@1.30', '5.29'],
  ['buildah@1.40', '5.35'],
  ['containers-image@5.22', '5.22'],
  ['podman@99.0', 'main'],
])('%s has %s', (target, release) => {
  expect(plan({}, target, 'quay.io/a/b')).toMatchObject({ release, releaseAssumed: false });
});

test.each(['docker', 'containerd@', 'containerd@x', 'constructor', '__proto__@1', '', 'podman 5'])(
  '%j is no target',
  (target) => expect(() => parseTarget(target)).toThrow(/is no target/),
);
