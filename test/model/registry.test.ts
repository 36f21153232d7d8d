// Names of registries: what image references can name, and what messages say of what they cannot.
import { describe, expect, test } from 'vitest';
import { MirrorConfError } from '../../src/model/error.ts';
import { parseRegistry } from '../../src/model/registry.ts';

describe('a host', () => {
  test.each(['localhost', 'host:5000', 'a.b', '10.0.0.1', '[::1]', '*', '*.com'])('%s', (name) => {
    expect(parseRegistry(name)).toEqual({ host: name, namespace: '' });
  });

  test.each(['registry', 'registry/team', 'Registry', 'constructor'])(
    '%s: is a namespace of Docker Hub and no registry',
    (name) => expect(() => parseRegistry(name)).toThrow(/namespace of Docker Hub/),
  );
});

test.each(['me:secret@a.io', 'me:secret@a.io/team:tag', 'https://me:secret@a.io', 'secret@'])(
  '%s: the message shows no credentials',
  (name) => {
    expect(() => parseRegistry(name)).toThrow(MirrorConfError);
    expect(() => parseRegistry(name)).not.toThrow(/secret/);
  },
);
