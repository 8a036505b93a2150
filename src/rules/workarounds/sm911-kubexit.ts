import { usesKubexit } from '../../pod/facts/kubexit.js';
import { blocks, rule } from '../define.js';

/** kubexit looks for the birth of its dependencies among the statuses of `containers` only. */
export const kubexit = rule({
  code: 'SM911',
  title: 'kubexit',
  sources: ['karlkfi/kubexit cmd/kubexit/main.go'],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'kubexit looks for the start and the end of containers only among regular containers: the main container would wait for the sidecar until a timeout.',
  seen: 'KUBEXIT_ variables, or the command kubexit.',
  fix: 'Remove kubexit from the whole pod. --remove-workarounds does so if kubexit is only the first word of each command: with its variables, the init container that copies it, and its volumes. If a main container waited for a sidecar to be ready, that warns unless the sidecar has a startupProbe.',
  before: 'command: [/kubexit/kubexit, run]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: ({ container, apps }) => {
    const user = [container, ...apps].find(usesKubexit);
    if (user === undefined) return [];
    return blocks(
      user === container
        ? `${user.name} runs under kubexit, which looks only at regular containers: it does not find a sidecar there`
        : `${user.name} runs under kubexit, which looks for ${container.name} only among regular containers: it would wait for its start until a timeout`,
      'remove kubexit from every container of the pod, as --remove-workarounds does where it can: native sidecars do the same',
    );
  },
});
