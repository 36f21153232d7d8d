// The laws of the rules of config.toml, over generated files: against the engine model, over fixes,
// and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { findFaults } from '../../../src/formats/rules.ts';
import { addMirrors, explainPull } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { assertConverges, optionsOf, type Subject, testLaws } from '../laws.ts';
import { anyConfig, MIRROR, noMirror, oneMirror, SECRET } from './generate.ts';

const TARGETS = [
  '1.6.20',
  '1.6.32',
  '1.7.10',
  '1.7.24',
  '2.0.11',
  '2.1.9',
  '2.2.0',
  '2.2.7',
  '2.3.4',
  'main',
].map((release) => `containerd@${release}`);
const target = fc.constantFrom(...TARGETS);
const SUBJECT: Subject = {
  format: 'containerd',
  texts: anyConfig,
  targets: TARGETS,
  secret: SECRET,
  numRuns: 400,
};
const PATH = '/etc/containerd/config.toml';

/** Whether the release, by its model, asks the mirror first. */
function isAsked(text: string, name: string): boolean {
  const { load, attempts } = explainPull({ [PATH]: text }, 'alpine', { target: name });
  return load === 'ok' && `https://${attempts[0]?.host}` === `${MIRROR}:443`;
}

/** What rules alone find, without the model. */
function ruledErrors(text: string, name: string): readonly string[] {
  const { file } = openFile(text, optionsOf(SUBJECT, name));
  return findFaults(formats.containerd.rules, file)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

/** Texts that broke a law, as small as they could be made. */
const COUNTEREXAMPLES = [
  {
    fault: 'an error that is mended made room for another of its code',
    text: `[plugins.cri.registry.mirrors."docker.io"]
  endpoint = "https://mirror.example.net/"
[plugins.cri.registry.mirrors."ghcr.io"]
  endpoints = ["user:${SECRET}@mirror.example.net/"]
`,
    target: undefined,
  },
  {
    fault: 'the fix of what came to light was trusted before and not after',
    text: `Version = 2
disabled_plugins = ["cri"]
[plugins.cri.registry.configs."mirror.example.net".tls]
  insecure_skip_verify = true
`,
    target: 'containerd@1.6.20',
  },
  {
    fault: 'what is mended later made room for a new error of its code',
    text: `[plugins.cri.registry.mirrors."docker.io"]
  endpoints = ["localhost:5000", "docker://mirror.example.net"]
[plugins.cri.registry.mirrors."ghcr.io:443"]
  Endpoint = ["docker://mirror.example.net"]
`,
    target: 'containerd@1.7.24',
  },
];

describe('config.toml', { timeout: 180_000 }, () => {
  test('rules have an error exactly where the release does not ask the mirror', () => {
    fc.assert(
      fc.property(oneMirror, target, (text, name) => {
        const errors = ruledErrors(text, name);
        expect(errors.length === 0, `${name}\n${text}${errors}`).toBe(isAsked(text, name));
      }),
      { numRuns: 2000 },
    );
  });

  test('what additions are not blocked in, the release uses', () => {
    fc.assert(
      fc.property(noMirror, target, (text, name) => {
        const { file } = openFile(text, optionsOf(SUBJECT, name));
        if (formats.containerd.obstacles(file).length > 0) return;
        const plan = addMirrors(text, { 'docker.io': MIRROR }, optionsOf(SUBJECT, name));
        expect(isAsked(plan.text, name), `${name}\n${plan.text}`).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  testLaws(SUBJECT);

  test.each(COUNTEREXAMPLES)('fixes that once did not converge do ($fault)', ({ text, target }) => {
    assertConverges(text, optionsOf(SUBJECT, target));
  });
});
