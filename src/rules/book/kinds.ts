import { texts } from './entry.js';

/** Section 6: the kinds that hold pods. */
export const KINDS = texts([
  [
    'SM601',
    'blocks or warns',
    'A CRD whose schema lacks the field drops it: the sidecar becomes an init container that never ends.',
    'A kind that is not in the table; its CRD in the tree, if it is there.',
    'Update the operator, or name the kind and its pod path in the config.',
    '',
    'kinds: [{group: example.com, kind: Till, podPath: spec.template.spec}]',
  ],
  [
    'SM603',
    'blocks',
    'Knative, and KServe on top of it, reject restartPolicy and lifecycle.',
    'The kind.',
    'Leave the pod as it is.',
  ],
  [
    'SM604',
    'informs',
    'These sidecars have a life cycle of their own: their controllers start and stop them.',
    'The kind: Argo Workflows, Tekton, OpenKruise SidecarSet.',
    'Nothing to do.',
  ],
  [
    'SM605',
    'blocks or warns',
    'An entry with the name of the own container of an operator or a mesh is a patch of it, not a container.',
    'Names that operators and injectors use, annotations that injectors leave.',
    'Enable native sidecars in the mesh and inject again; leave entries of operators where they are.',
    'containers:\n- name: istio-proxy\n  image: auto',
    '# values of istiod: ENABLE_NATIVE_SIDECARS: true',
  ],
  [
    'SM606',
    'blocks or warns',
    'A release of the operator before the named one has a CRD that drops the field.',
    'Version labels and image tags in the tree, and environment in the config.',
    'Update the operator, or say its version in the config.',
    'environment: {argo-rollouts: 1.6.0}',
    'environment: {argo-rollouts: 1.7.0}',
  ],
  [
    'SM607',
    'blocks',
    'The place cannot be edited without more than the smallest change.',
    'Aliases as items, merge keys, a file that changed while it was read.',
    'Write the list out in full, or move the container by hand.',
    'containers: *containers',
    'containers:\n- name: app',
  ],
  [
    'SM608',
    'blocks or warns',
    'What a program computes is known only once it runs: a rule that would have to see it cannot.',
    'Commands, probes, ports, mounts and spreads of a TypeScript workload that are no literals.',
    'Look at what the expression gives, then accept SM608 on the container.',
    "args: ['--port', port]",
    "args: ['--port', '9090']",
  ],
]);
