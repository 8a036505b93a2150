import { rule, warns } from '../define.js';

/** Controllers that end sidecars from outside are told by annotations, and look at `containers`. */
export const terminator = rule({
  code: 'SM913',
  title: 'a controller that ends sidecars',
  sources: ['zachomedia/kubernetes-sidecar-terminator', 'KEP-753'],
  effects: ['warns'],
  harm: 'A controller ends sidecars from outside the pod, and may look only at regular containers.',
  seen: 'Annotations and labels of sidecar terminators.',
  fix: 'Remove them with the move.',
  before: 'annotations: {nais.io/sidecar-terminator: "true"}',
  check: ({ pod, container }) => {
    const keys = [pod.podAnnotations, pod.podLabels, pod.workload.annotations, pod.workload.labels]
      .flatMap((map) => Object.keys(map))
      .filter((key) => /sidecar-terminator|terminate-sidecar/.test(key));
    if (keys[0] === undefined) return [];
    return warns(
      `${keys[0]} tells a controller to end sidecars of this pod; whether it finds ${container.name} as an init container is not known`,
      `remove the annotation with the move, or accept SM913`,
    );
  },
});
