import { registriesSample } from '../support/generate-registries.ts';
import { describeAdditions } from './additions.ts';

describeAdditions('an addition to a registries.conf', registriesSample, 600);
