import { rule } from '../define.js';

export const fieldPath = rule({
  code: 'SM514',
  title: 'a field path to the sidecar',
  sources: ['kubernetes-sigs/kustomize, replacements and vars'],
  effects: ['blocks'],
  harm: 'A field path to the container no longer finds it.',
  seen: 'fieldPath or fieldPaths of kustomize replacements and vars.',
  fix: 'Point it at initContainers.',
  before: 'spec.template.spec.containers.*.image',
  after: 'spec.template.spec.containers.[name=web].image',
});
