// `[registries.search]` and `[[registry]]` in one file.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { conversion, isFilled, version1Lists, version2Settings } from '../version-1.ts';

export const mixedVersions: Rule = {
  code: 'registries/mixed-versions',
  severity: 'error',
  title: 'The file has settings of both versions of the format',
  effect:
    'Engines refuse the file: "mixing sysregistry v1/v2 is not supported". Every operation that reads it fails.',
  remedy: 'Write what stands below `[registries.…]` in version 2 too.',
  source: 'engines.md C.8, R14b, RC35',
  blocks: true,
  bad: {
    text: `[registries.search]
registries = ["quay.io"]

[[registry]]
location = "docker.io"
`,
  },
  good: {
    text: `unqualified-search-registries = ["quay.io"]

[[registry]]
location = "docker.io"
`,
  },
  fix: 'ask',
  check: (file) => {
    const old = version1Lists(file).find(isFilled);
    const mark = version2Settings(file).find(isFilled);
    if (!old || !mark) return [];
    return [
      {
        range: keyRange(mark.node),
        message: `"${mark.name}" is version 2 of the format and [registries.${old.name}] is version 1: engines refuse a file that has both. Write what stands below [registries] in version 2.`,
        fixes: conversion(file),
      },
    ];
  },
};
