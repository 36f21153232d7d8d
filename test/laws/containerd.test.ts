import { containerdSample } from '../support/generate-containerd.ts';
import { describeAdditions } from './additions.ts';

describeAdditions('an addition to a config.toml', containerdSample, 600);
