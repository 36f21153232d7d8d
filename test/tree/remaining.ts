// What lintTree misses of the measured pulls, and where it alarms although a mirror was asked first:
// each with the reason why that is right.

export interface Remaining {
  readonly kind: 'missed' | 'alarm';
  readonly scenarios: readonly string[];
  readonly reason: string;
}

export const REMAINING: readonly Remaining[] = [
  {
    kind: 'missed',
    scenarios: [
      'hosts-toml-pull-only-tag-ref',
      'hosts-capabilities-content-upstream-without-pull-capability',
    ],
    reason: 'The mirror serves digests alone, as the file says, and the image is pulled by tag.',
  },
  {
    kind: 'missed',
    scenarios: ['registries-dropin-drop-in-blocks-registry'],
    reason: 'The drop-in blocks the registry, which is what its author asked for: a warning.',
  },
  {
    kind: 'alarm',
    scenarios: ['hosts-toml-port-dir-forms-both'],
    reason:
      'The mirror of one folder is asked; the error is about the other folder, which it hides.',
  },
];
