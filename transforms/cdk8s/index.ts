import type { Transform } from '../../src/model/transform.js';
import { editProgram } from './edit.js';
import { programFragments } from './fragments.js';
import { projectProgram } from './project.js';
import { type Program, readProgram } from './read.js';

/** Workloads that TypeScript and JavaScript programs make: cdk8s, and what shares its literals. */
export const cdk8s: Transform<Program> = {
  id: 'cdk8s',
  read: readProgram,
  fragments: programFragments,
  edit: editProgram,
  project: projectProgram,
};

export { programObjects } from './objects.js';
