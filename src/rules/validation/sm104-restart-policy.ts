import { rule } from '../define.js';

/** The field on a regular container: forbidden up to 1.34, and no sidecar from 1.35 on (KEP-5307). */
export const restartPolicyOnContainer = rule({
  code: 'SM104',
  title: 'restartPolicy on a regular container',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers', 'KEP-5307'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'restartPolicy on an entry of containers is rejected up to 1.33, and makes no sidecar after that. Always shows what the author meant; any other value means something else.',
  seen: 'The container has restartPolicy where it stands.',
  fix: 'Always: look at it and accept SM104. Anything else: take the field off first.',
  before: `containers:
- name: proxy
  restartPolicy: OnFailure`,
  after: `containers:
- name: proxy`,
  check: ({ container }) => {
    const policy = container.value.restartPolicy;
    if (policy === undefined || policy === null) return [];
    if (policy === 'Always')
      return [
        {
          severity: 'warn',
          message: `${container.name} has restartPolicy: Always in containers, where the API server rejects it below 1.35 and it makes no sidecar from 1.35 on`,
          remedy: 'accept the move, which makes it the sidecar that was meant',
        },
      ];
    if (policy === 'Never' || policy === 'OnFailure')
      return [
        {
          severity: 'block',
          message: `${container.name} has restartPolicy: ${policy}: its author says that it may finish, and Always would start it again for ever`,
          remedy: 'remove the field if the container is meant to run as long as the pod',
        },
      ];
    return [
      {
        severity: 'block',
        message: `${container.name} has a restartPolicy that Kubernetes does not know`,
        remedy: 'remove the field, or write what was meant',
      },
    ];
  },
});
