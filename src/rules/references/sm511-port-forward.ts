import type { Subject } from '../../model/rule.js';
import { informing, rule } from '../define.js';
import { at } from './at.js';
import { isCalled, portNamed, servicesOf } from './selects.js';

export const portForward = rule({
  code: 'SM511',
  title: 'kubectl port-forward to a named port',
  sources: ['kubernetes/kubernetes#125444, kubectl pkg/util/pod_port.go'],
  effects: ['informs', 'note'],
  harm: 'kubectl port-forward to a Service finds a port of a sidecar by name only from kubectl 1.31 on. kubectl before 1.28 shows such pods as Init, which is a note if the tree pins such a version.',
  seen: 'kubectl port-forward svc/NAME with the name of a port of the sidecar, images of kubectl, and KUBECTL_VERSION, in any file.',
  fix: 'Use a newer kubectl, or the port number.',
  note: {
    message:
      'kubectl before 1.28, which this tree pins, does not count sidecars under READY and shows the pods as Init',
    applies: ({ tree }) => tree.tools.some(({ tool }) => tool === 'kubectl'),
  },
  check: informing(({ pod, container, tree }) => {
    const forward = tree.portForwards.find(({ service, ports }) =>
      ports.some((port) => sendsTo(pod, tree, service, port, container)),
    );
    return forward === undefined
      ? null
      : {
          text: `kubectl port-forward svc/${forward.service} finds the port of ${container.name} by name only from kubectl 1.31 on (${at(forward.place)})`,
          related: [forward.place],
        };
  }),
});

/** Whether a word of a port-forward leads to this container: a port of the Service, or of the pod. */
function sendsTo(
  pod: Subject['pod'],
  tree: Subject['tree'],
  service: string,
  port: string,
  container: Subject['container'],
): boolean {
  const found = servicesOf(pod, tree).find((each) => isCalled(each, service));
  const target = found?.ports.find(({ name }) => name === port)?.targetPort;
  return typeof target === 'string' && portNamed(container, target) !== undefined;
}
