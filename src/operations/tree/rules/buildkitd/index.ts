// The rules that look at what buildkitd.toml needs beside it.
import type { BuildkitMachine } from '../../buildkit-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { missingCertificate } from './missing-certificate.ts';

export const buildkitdTreeRules: readonly TreeRule<BuildkitMachine>[] = [missingCertificate];
