import { rule } from '../define.js';

export const fieldPath = rule({
  code: 'SM514',
  title: 'a field path that refers to the sidecar',
  sources: ['kubernetes-sigs/kustomize, replacements and vars'],
  effects: ['blocks'],
  harm: 'The field path no longer finds the container.',
  seen: 'fieldPath or fieldPaths of replacements and vars of kustomize.',
  fix: 'Point it at initContainers.',
  before: 'spec.template.spec.containers.*.image',
  after: 'spec.template.spec.containers.[name=web].image',
});
