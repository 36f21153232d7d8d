// What is measured: one parse as the unit, adding six mirrors, and the same job by others who can.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { patch } from '@decimalturn/toml-patch';
import * as tomlEdit from '@rainbowatcher/toml-edit-js';
import { parse } from 'smol-toml';
import { addMirrors } from '../dist/index.js';
import { MIRRORS } from './files.mjs';

const wasm = createRequire(import.meta.url).resolve('@rainbowatcher/toml-edit-js/index_bg.wasm');
tomlEdit.initSync({ module: readFileSync(wasm) });

const REGISTRY = ['plugins', 'io.containerd.grpc.v1.cri', 'registry'];

/** A release that reads the files of a format. */
const TARGETS = { containerd: 'containerd@1.7.24', registries: 'containers-image@5.39' };

/** The jobs on one file. Each returns the new text; one that cannot do it throws. */
export function jobsOn({ text, format }) {
  const done = addMirrors(text, MIRRORS, { format }).text;
  return {
    'smol-toml.parse': () => parse(text, { integersAsBigInt: 'asNeeded' }),
    'addMirrors, adding': () => addMirrors(text, MIRRORS, { format }).text,
    'addMirrors, for a release': () =>
      addMirrors(text, MIRRORS, { format, target: TARGETS[format] }).text,
    'addMirrors, nothing to do': () => addMirrors(done, MIRRORS, { format }).text,
    '@decimalturn/toml-patch': () => patch(text, wanted(text, format)),
    '@rainbowatcher/toml-edit-js': () => edited(text, format),
  };
}

/** The data with the mirrors, for an editor that is given the whole. */
function wanted(text, format) {
  const data = parse(text, { integersAsBigInt: 'asNeeded' });
  if (format === 'registries') {
    data.registry = [...(data.registry ?? []), ...registries()];
    return data;
  }
  const registry = REGISTRY.reduce((table, key) => table[key], data);
  for (const [name, url] of Object.entries(MIRRORS)) registry.mirrors[name] = { endpoint: [url] };
  return data;
}

function edited(text, format) {
  if (format === 'registries') {
    const { length } = parse(text).registry ?? [];
    return registries().reduce(
      (result, value, at) =>
        tomlEdit.edit(result, `registry.[${length + at}]`, value, { inline: false }),
      text,
    );
  }
  const path = REGISTRY.map((key) => (key.includes('.') ? `"${key}"` : key)).join('.');
  return Object.entries(MIRRORS).reduce(
    (result, [name, url]) =>
      tomlEdit.edit(result, `${path}.mirrors."${name}"`, { endpoint: [url] }, { inline: false }),
    text,
  );
}

function registries() {
  return Object.entries(MIRRORS).map(([name, url]) => ({
    prefix: name,
    location: name,
    mirror: [{ location: url.replace('https://', '') }],
  }));
}
