import { describe, it } from 'vitest';
import { refers } from '../../support/references.js';
import { FOREIGN } from '../cases/foreign-patches.js';

describe('what patches the workload beside kustomizations', () => {
  it.each(FOREIGN)('$name', refers);
});
