import { blocks, rule, warns } from '../define.js';

/** The field on a regular container: forbidden up to 1.34, and no sidecar from 1.35 on (KEP-5307). */
export const restartPolicyOnContainer = rule({
  code: 'SM104',
  title: 'restartPolicy on a regular container',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers', 'KEP-5307'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Up to 1.33 the API server rejects restartPolicy on an entry of containers; after that the field does not make a sidecar of it. Always shows what the author meant; any other value means something else.',
  seen: 'The container has restartPolicy in containers.',
  fix: 'If it is Always, check it and accept SM104. Otherwise remove the field first.',
  before: `containers:
- name: proxy
  restartPolicy: OnFailure`,
  after: `containers:
- name: proxy`,
  check: ({ container }) => {
    const policy = container.value.restartPolicy;
    if (policy === undefined || policy === null) return [];
    if (policy === 'Always')
      return warns(
        `${container.name} has restartPolicy: Always in containers, where the API server rejects it before 1.35 and it does not make a sidecar from 1.35 on`,
        'accept the move, which makes it a sidecar as intended',
      );
    if (policy === 'Never' || policy === 'OnFailure')
      return blocks(
        `${container.name} has restartPolicy: ${policy}, so it is meant to be able to end, and restartPolicy: Always would restart it forever`,
        'remove the field if the container is meant to run as long as the pod',
      );
    return blocks(
      `${container.name} has a restartPolicy that Kubernetes does not know`,
      'remove the field, or correct it',
    );
  },
});
