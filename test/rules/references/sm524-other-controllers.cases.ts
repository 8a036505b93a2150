import { files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';

export const EXAMPLE: Frame = (text) => ({
  files: files({ kind: 'Job', apiVersion: 'batch/v1', metadata: `, annotations: {${text}}` }),
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'a pod that Buildkite runs',
    code: 'SM524',
    severity: 'warn',
    fires: files({
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: ', labels: {tag.buildkite.com/queue: x}',
    }),
    where: null,
    says: 'buildkite/agent-stack-k8s#862',
    misses: [
      [
        'another domain',
        files({
          kind: 'Job',
          apiVersion: 'batch/v1',
          metadata: ', labels: {mybuildkite.com/queue: x}',
        }),
      ],
    ],
  },
  {
    name: 'a hook of a DeploymentConfig names the sidecar',
    code: 'SM524',
    severity: 'block',
    fires: files({
      kind: 'DeploymentConfig',
      apiVersion: 'apps.openshift.io/v1',
      own: '  strategy: {recreateParams: {mid: {execNewPod: {containerName: agent, command: [x]}}}}\n',
    }),
    where: null,
    says: 'spec.strategy.recreateParams.mid',
    misses: [
      [
        'another container',
        files({
          kind: 'DeploymentConfig',
          apiVersion: 'apps.openshift.io/v1',
          own: '  strategy: {recreateParams: {mid: {execNewPod: {containerName: web, command: [x]}}}}\n',
        }),
      ],
      [
        'an image trigger, which looks at init containers, too',
        files({
          kind: 'DeploymentConfig',
          apiVersion: 'apps.openshift.io/v1',
          own: '  triggers: [{type: ImageChange, imageChangeParams: {containerNames: [agent], from: {kind: ImageStreamTag, name: "agent:1"}}}]\n',
        }),
      ],
    ],
  },
  {
    name: 'a pod that Argo Workflows runs',
    code: 'SM524',
    severity: 'info',
    fires: files({ template: ', annotations: {workflows.argoproj.io/node-name: x}' }),
    where: null,
    says: 'Argo Workflows runs this pod',
    misses: [
      ['a Rollout annotation', files({ template: ', annotations: {rollouts.argoproj.io/x: x}' })],
    ],
  },
];
