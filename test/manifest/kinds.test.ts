import { describe, expect, it } from 'vitest';
import { EXTRAS_KINDS } from '../../src/files/scan/kind.js';
import { boxKey, groupOf, KINDS, rowFor } from '../../src/manifest/kinds/kinds.js';

describe('kinds that embed a pod spec', () => {
  it.each([
    ['v1', 'Pod', 'spec'],
    ['v1', 'PodTemplate', 'template.spec'],
    ['v1', 'ReplicationController', 'spec.template.spec'],
    ['apps/v1', 'Deployment', 'spec.template.spec'],
    ['apps/v1', 'ReplicaSet', 'spec.template.spec'],
    ['apps/v1', 'StatefulSet', 'spec.template.spec'],
    ['apps/v1', 'DaemonSet', 'spec.template.spec'],
    ['batch/v1', 'Job', 'spec.template.spec'],
    ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.spec'],
  ])('%s %s holds it at %s', (apiVersion, kind, path) => {
    expect(rowFor(apiVersion, kind, [])).toMatchObject({ podPaths: [path], verdict: 'ok' });
  });

  it.each([
    ['apps/v1beta1', 'Deployment'],
    ['apps/v1beta2', 'StatefulSet'],
    ['extensions/v1beta1', 'Deployment'],
    ['extensions/v1beta1', 'DaemonSet'],
    ['extensions/v1beta1', 'ReplicaSet'],
    ['batch/v1beta1', 'CronJob'],
    ['batch/v2alpha1', 'CronJob'],
  ])('%s %s is of an age that still counts', (apiVersion, kind) => {
    expect(rowFor(apiVersion, kind, [])?.verdict).toBe('ok');
  });

  it.each([
    ['v1', 'Deployment'],
    ['extensions/v1beta1', 'Ingress'],
    ['example.com/v1', 'Deployment'],
    ['apps/v1', 'DeploymentConfig'],
    ['serving.knative.dev/v1', 'Route'],
  ])('%s %s is none of them', (apiVersion, kind) => {
    expect(rowFor(apiVersion, kind, [])).toBeNull();
  });

  it('tells kinds of one name apart by their group', () => {
    expect(rowFor('v1', 'Service', [])).toBeNull();
    expect(rowFor('serving.knative.dev/v1', 'Service', [])?.verdict).toBe('block');
    expect(rowFor('apps.kruise.io/v1beta1', 'StatefulSet', [])?.verdict).toBe('warn');
    expect(rowFor('batch.volcano.sh/v1alpha1', 'Job', [])?.since?.tool).toBe('volcano');
  });

  it.each([
    ['argoproj.io/v1alpha1', 'Workflow'],
    ['argoproj.io/v1alpha1', 'CronWorkflow'],
    ['tekton.dev/v1', 'Task'],
    ['tekton.dev/v1', 'TaskRun'],
    ['apps.kruise.io/v1alpha1', 'SidecarSet'],
  ])('%s %s is left to its controller', (apiVersion, kind) => {
    expect(rowFor(apiVersion, kind, [])).toMatchObject({ verdict: 'leave', code: 'SM604' });
  });

  it('names the list that a controller calls otherwise', () => {
    expect(rowFor('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', [])?.keys).toEqual({
      containers: 'additionalContainers',
      init: 'initContainers',
    });
    expect(rowFor('sparkoperator.k8s.io/v1beta2', 'SparkApplication', [])).toMatchObject({
      podPaths: ['spec.driver', 'spec.executor'],
      keys: { containers: 'sidecars', init: 'initContainers' },
    });
  });

  it.each([
    ['monitoring.coreos.com/v1', 'Prometheus', 'config-reloader'],
    ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'elasticsearch'],
    ['beat.k8s.elastic.co/v1beta1', 'Beat', 'filebeat'],
    ['kubeflow.org/v1', 'PyTorchJob', 'pytorch'],
    ['kubeflow.org/v1', 'TFJob', 'tensorflow'],
  ])('knows the own containers of %s %s', (apiVersion, kind, name) => {
    expect(rowFor(apiVersion, kind, [])?.ownNames).toContain(name);
  });

  it('names the kinds with nothing but extras for the scan, too', () => {
    const rows = KINDS.filter(({ extras }) => extras).map(({ kind }) => kind);
    expect(new Set(rows)).toEqual(EXTRAS_KINDS);
    expect(KINDS.filter(({ group }) => group === 'apps').some(({ extras }) => extras)).toBe(false);
  });

  it('has a code and a reason wherever the verdict is not ok, and one row a kind', () => {
    for (const { verdict, code, why } of KINDS.filter((row) => row.verdict !== 'ok')) {
      expect(verdict).not.toBe('ok');
      expect(code).toMatch(/^SM60\d$/);
      expect(why).not.toBe('');
    }
    expect(new Set(KINDS.map(({ group, kind }) => `${group}/${kind}`)).size).toBe(KINDS.length);
  });
});

describe("the user's own kinds", () => {
  const runner = { group: 'ci.example.com', kind: 'Runner', podPath: 'spec.jobs[*].pod' };

  it('are asked first', () => {
    expect(rowFor('ci.example.com/v1', 'Runner', [runner])).toMatchObject({
      group: 'ci.example.com',
      podPaths: ['spec.jobs[*].pod'],
      verdict: 'ok',
      keys: { containers: 'containers', init: 'initContainers' },
    });
    const rollout = { group: 'argoproj.io', kind: 'Rollout', podPath: 'spec.pod' };
    expect(rowFor('argoproj.io/v1alpha1', 'Rollout', [rollout])?.podPaths).toEqual(['spec.pod']);
  });

  it('fit any group where none is given, and no other group where one is', () => {
    expect(rowFor('other.example.com/v1', 'Runner', [runner])).toBeNull();
    expect(rowFor('other.example.com/v1', 'Runner', [{ ...runner, group: '' }])).not.toBeNull();
  });
});

describe('names', () => {
  it('knows lists of every kind', () => {
    expect(boxKey('v1', 'List')).toBe('items');
    expect(boxKey('apps/v1', 'DeploymentList')).toBe('items');
    expect(boxKey('v1', 'Listener')).toBeNull();
  });

  it('knows the Templates of OpenShift, and no others', () => {
    expect(boxKey('template.openshift.io/v1', 'Template')).toBe('objects');
    expect(boxKey('v1', 'Template')).toBe('objects');
    expect(boxKey('example.com/v1', 'Template')).toBeNull();
  });

  it('takes the group from an apiVersion', () => {
    expect(groupOf('v1')).toBe('');
    expect(groupOf('apps/v1')).toBe('apps');
  });
});
