import { posix } from 'node:path';
import type { ToolReference } from '../../model/references.js';
import type { Rule, Subject } from '../../model/rule.js';
import { textAt } from '../../model/value.js';
import { type InfoRow, informing } from '../define.js';
import { isOld } from '../version.js';
import { at } from './at.js';
import { readsResourcesOf } from './read-resources.js';
import { isCalled, portNamed, servicesOf } from './selects.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM511',
    'kubectl port-forward to a named port',
    'kubernetes/kubernetes#125444, kubectl pkg/util/pod_port.go',
    ({ pod, container, tree }) => {
      const forward = tree.portForwards.find(({ service, ports }) =>
        ports.some((port) => sendsTo(pod, tree, service, port, container)),
      );
      return forward === undefined
        ? null
        : {
            text: `kubectl port-forward svc/${forward.service} finds the port of ${container.name} by name from kubectl 1.31 on only (${at(forward.place)})`,
            related: [forward.place],
          };
    },
  ],
  [
    'SM517',
    'how Argo shows the pod',
    'argoproj/argo-cd#18725, #21047; argoproj/argo-rollouts#3366',
    ({ pod, container, settings }) =>
      pod.workload.kind === 'Rollout' && isOld(settings, 'argo-rollouts', '1.8.0')
        ? `Argo Rollouts before 1.8.0 shows pods with ${container.name} as starting: only its display is wrong`
        : null,
  ],
  [
    'SM519',
    'resources read by name',
    'kubernetes/kubernetes pkg/api/v1/resource/helpers.go',
    ({ pod, container: { name } }) =>
      readsResourcesOf(pod, name) ? `resourceFieldRef to ${name} finds init containers too` : null,
  ],
  [
    'SM523',
    'a port in the annotations of the pod',
    'open-telemetry/opentelemetry-collector-contrib#29713',
    ({ pod, container }) => {
      const port = textAt(pod.podAnnotations, ['prometheus.io/port']) ?? '';
      return port !== '' && portNamed(container, Number(port)) !== undefined
        ? `prometheus.io/port is port ${port} of ${container.name}: Prometheus goes on finding it, agents that list the ports of containers only do not`
        : null;
    },
  ],
  [
    'SM526',
    'a tool that builds and syncs containers',
    'skaffold.dev docs, docs.tilt.dev live_update',
    (subject) =>
      named(
        subject,
        ['Skaffold', 'Tilt'],
        (tool, name, place) =>
          `${tool} names ${name}: its images are found as before, whether sync and debug by container reach init containers is not known (${place})`,
      ),
  ],
  [
    'SM528',
    'a manifest in Terraform',
    'hashicorp/terraform-provider-kubernetes#2446',
    (subject) =>
      named(
        subject,
        ['Terraform'],
        (_, name, place) =>
          `Terraform names ${name}: its typed resources have no restart_policy of an init container, kubernetes_manifest and kubectl_manifest pass it on (${place})`,
      ),
  ],
];

/** What only informs in section 5. */
export const TREE_INFOS: readonly Rule[] = informing(ROWS);

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

/** What a tool's file says of the container or of the file that it stands in. */
function named(
  { pod, container, tree }: Subject,
  tools: readonly ToolReference['tool'][],
  say: (tool: string, name: string, place: string) => string,
) {
  const file = posix.basename(pod.place.path);
  for (const { tool, words, place } of tree.tools) {
    const name = [container.name, file].find((word) => words.has(word));
    if (name !== undefined && tools.includes(tool))
      return { text: say(tool, name, at(place)), related: [place] };
  }
  return null;
}
