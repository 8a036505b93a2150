import { usesKubexit } from '../../pod/facts/kubexit.js';
import { rule } from '../define.js';

/** kubexit looks for the birth of its dependencies among the statuses of `containers` only. */
export const kubexit = rule({
  code: 'SM911',
  title: 'kubexit',
  sources: ['karlkfi/kubexit cmd/kubexit/main.go'],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'kubexit looks for births and deaths among containers only: the application would wait for the sidecar until a timeout ends it.',
  seen: 'KUBEXIT_ variables, or its command.',
  fix: 'Take kubexit out of the whole pod. --remove-workarounds does, where it is only the word before each command: with its variables, the init container that copies it, and its volumes. Where an application waited for a sidecar to be ready, that warns unless the sidecar has a startupProbe.',
  before: 'command: [/kubexit/kubexit, run]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: ({ container, apps }) => {
    const user = [container, ...apps].find(usesKubexit);
    if (user === undefined) return [];
    return [
      {
        severity: 'block',
        message:
          user === container
            ? `${user.name} runs under kubexit, which looks for births and deaths among the containers only: as a sidecar it is not found there`
            : `${user.name} runs under kubexit, which looks for ${container.name} among the containers only: it would wait for its birth until a timeout ends it`,
        remedy:
          'take kubexit out of every container of the pod, as --remove-workarounds does where it can: native sidecars do all it does',
      },
    ];
  },
});
