import { files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';

export const EXAMPLE: Frame = (text) => ({
  files: files({ metadata: `, annotations: {${text}}` }),
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'Keel updates the workload',
    code: 'SM516',
    severity: 'warn',
    fires: files({ metadata: ', annotations: {keel.sh/policy: minor}' }),
    where: null,
    says: 'update images in another way',
    misses: [
      ['never', files({ metadata: ', annotations: {keel.sh/policy: never}' })],
      ['another annotation', files({ metadata: ', annotations: {keel.sh/other: minor}' })],
    ],
  },
];
