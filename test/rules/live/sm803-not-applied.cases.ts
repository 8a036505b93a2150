import { type Case, files } from '../../support/cases.js';
import { image, JOB } from '../parts.js';

export const CASES: readonly Case[] = [
  {
    code: 'SM803',
    severity: 'note',
    fires: image('fluent/fluent-bit:4', files({})),
    misses: [['a Job', JOB]],
  },
];
