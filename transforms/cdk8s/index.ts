import type { Transform } from '../../src/model/transform.js';
import { editProgram } from '../../src/programs/edit/edit.js';
import { programFragments } from '../../src/programs/workloads/fragments.js';
import type { Program } from '../../src/programs/workloads/program.js';
import { projectProgram } from '../../src/programs/workloads/project.js';
import { readProgram } from '../../src/programs/workloads/read.js';

/** Workloads that TypeScript and JavaScript programs make: cdk8s, and what shares its literals. */
export const cdk8s: Transform<Program> = {
  id: 'cdk8s',
  read: readProgram,
  pods: programFragments,
  edit: editProgram,
  project: projectProgram,
};

export { programObjects } from '../../src/programs/workloads/objects.js';
