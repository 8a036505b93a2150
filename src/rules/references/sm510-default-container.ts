import { rule } from '../define.js';

export const defaultContainer = rule({
  code: 'SM510',
  title: 'the default container of kubectl',
  sources: ['kubernetes/kubectl pkg/cmd/util/podcmd/podcmd.go'],
  effects: ['note'],
  harm: 'kubectl logs and exec without -c use the first entry of containers, which is a different one after the move.',
  seen: 'The sidecar is the first entry of containers.',
  fix: 'Give the container with -c, or set the annotation kubectl.kubernetes.io/default-container.',
  note: {
    message:
      'kubectl logs and exec without -c use a different container than before, as the sidecar was the first one',
    applies: ({ pod, moving }) =>
      moving.some(({ index }) => index === 0) &&
      pod.podAnnotations['kubectl.kubernetes.io/default-container'] === undefined,
  },
});
