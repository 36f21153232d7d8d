// The wire types are the library's own, spelled for JSON.
import { expectTypeOf, test } from 'vitest';
import type { Capability, Mirror, MirrorMap } from '../../src/index.ts';
import type { MirrorObject, MirrorsFile } from '../../src/schema/mirrors-file.ts';

test('a mirror object is a mirror, and the other way round', () => {
  expectTypeOf<MirrorObject>().toExtend<Mirror>();
  expectTypeOf<Mirror>().toExtend<MirrorObject>();
  expectTypeOf<keyof MirrorObject>().toEqualTypeOf<keyof Mirror>();
  expectTypeOf<NonNullable<MirrorObject['capabilities']>[number]>().toEqualTypeOf<Capability>();
});

test('a mirrors file without its $schema is a map of mirrors', () => {
  expectTypeOf<MirrorsFile>().toExtend<MirrorMap>();
  expectTypeOf<MirrorMap>().toExtend<MirrorsFile>();
});
