import { rule } from '../define.js';

export const defaultContainer = rule({
  code: 'SM510',
  title: 'the default container of kubectl',
  sources: ['kubernetes/kubectl pkg/cmd/util/podcmd/podcmd.go'],
  effects: ['note'],
  harm: 'kubectl logs and exec without -c take the first of containers, which is another one now.',
  seen: 'The sidecar stood first.',
  fix: 'Name the container, or set kubectl.kubernetes.io/default-container.',
  note: {
    message:
      'kubectl logs and exec without -c reach another container than before: the sidecar stood first',
    applies: ({ pod, moving }) =>
      moving.some(({ index }) => index === 0) &&
      pod.podAnnotations['kubectl.kubernetes.io/default-container'] === undefined,
  },
});
