import type { Rule } from '../../model/rule.js';

/** The field on a regular container: forbidden up to 1.34, and no sidecar from 1.35 on (KEP-5307). */
export const restartPolicyOnContainer: Rule = {
  code: 'SM104',
  title: 'restartPolicy on a regular container',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers', 'KEP-5307'],
  absolute: true,
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
};
