// Keys on the way to the mirrors that stand there in another case.
import { describe, expect, test } from 'vitest';
import { addMirrors, type FormatOptions } from '../../src/index.ts';
import { errorOf } from '../support/laws.ts';

const HUB = { 'docker.io': 'https://hub.example.net' };
const SECOND = '"io.containerd.grpc.v1.cri"';
const THIRD = '"io.containerd.cri.v1.images"';

describe('a section that 2.x reads under another key', () => {
  test.each([
    [`version = 2\n[plugins.${SECOND}.registry.Mirrors]\n`, undefined],
    [`version = 2\n[plugins.${SECOND}.registry.Mirrors]\n`, 'containerd@2.1.9'],
    [`version = 3\n[plugins.${THIRD}.registry.MIRRORS]\n`, undefined],
    [`version = 3\n[plugins.${THIRD}.Registry]\n  config_path = ""\n`, 'containerd@2.1.9'],
  ])('gets no second one beside it: %j (%s)', (text, target) => {
    const options: FormatOptions = { format: 'containerd', ...(target && { target }) };
    expect(errorOf(() => addMirrors(text, HUB, options))).toMatchObject({
      code: 'containerd/key-case',
      line: 2,
    });
  });
});

describe('a section that the engine does not read', () => {
  test.each([
    [`version = 2\n[plugins.${SECOND}.registry.Mirrors]\n`, 'containerd@1.7.24'],
    [`version = 2\n[plugins.${SECOND}.Registry]\n`, 'containerd@2.1.9'],
  ])('is in nobody’s way: %j (%s)', (text, target) => {
    expect(addMirrors(text, HUB, { format: 'containerd', target }).changed).toBe(true);
  });
});
