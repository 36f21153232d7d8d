// `[registries.search]`, `[registries.insecure]`, `[registries.block]`.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { conversion, version1Lists } from '../version-1.ts';

export const version1: Rule = {
  code: 'registries/version-1',
  severity: 'warning',
  title: 'The file is in version 1 of the format',
  effect:
    'Podman, CRI-O, Buildah and skopeo still read it, as a deprecated format that has no mirrors. They refuse it in `registries.conf.d`, and beside anything of version 2.',
  remedy:
    'Write the search list as `unqualified-search-registries`, and each insecure or blocked registry as `[[registry]]` with `location` and `insecure = true` or `blocked = true`.',
  source: 'engines.md C.8, R14, S4d, RC36, RC37',
  blocks: check,
  bad: { text: '[registries.search]\nregistries = ["docker.io", "quay.io"]\n' },
  good: { text: 'unqualified-search-registries = ["docker.io", "quay.io"]\n' },
  fix: 'ask',
  check,
};

function check(file: OpenFile): readonly Fault[] {
  return version1Lists(file)
    .slice(0, 1)
    .map(({ name, node }) => ({
      range: nodeRange(node),
      message: `[registries.${name}] is version 1 of the format: it is deprecated, has no mirrors, and is refused in registries.conf.d and in one file with [[registry]]. Write "unqualified-search-registries" and [[registry]] tables instead.`,
      fixes: conversion(file),
    }));
}
