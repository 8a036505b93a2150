import { describe, expect, it } from 'vitest';
import type { ValueMap } from '../../../src/model/value.js';
import { podVerdict } from '../../../src/rules/kinds/pod-verdict.js';
import { unknownKind } from '../../../src/rules/kinds/sm601-unknown-kind.js';
import { refusingKind } from '../../../src/rules/kinds/sm603-refusing-kind.js';
import { ownName } from '../../../src/rules/kinds/sm605-own-name.js';
import { crdRelease } from '../../../src/rules/kinds/sm606-crd-release.js';
import { podFailurePolicy } from '../../../src/rules/references/sm520-pod-failure-policy.js';
import {
  ask,
  definition,
  type ObjectParts,
  pair,
  type Question,
  severities,
  subjectOf,
} from '../../support/subject.js';

const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget' };
const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const keeping: ValueMap = { properties: { restartPolicy: { type: 'string' } } };
const pruning: ValueMap = { properties: { image: { type: 'string' } } };

function verdict(question: Question, spec = pair()) {
  const { pod, settings, tree } = subjectOf(spec, question);
  return podVerdict(pod, settings, tree);
}

function of(parts: ObjectParts, ...items: (ValueMap | null)[]): Question {
  const [group = '', kind = ''] = [parts.apiVersion?.split('/')[0], parts.kind];
  return { parts, tree: { definitions: items.map((entry) => definition(group, kind, entry)) } };
}

describe('what the kind says before its containers are looked at', () => {
  it.each([
    [{ apiVersion: 'apps/v1', kind: 'Deployment' }, 'ok', 'SM601'],
    [{ apiVersion: 'apps/v1', kind: '' }, 'leave', 'SM601'],
    [{ apiVersion: '', kind: 'Deployment' }, 'leave', 'SM601'],
    [{ apiVersion: 'serving.knative.dev/v1', kind: 'Service' }, 'block', 'SM603'],
    [{ apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' }, 'block', 'SM603'],
    [{ apiVersion: 'apps.kruise.io/v1alpha1', kind: 'SidecarSet' }, 'leave', 'SM604'],
    [rollout, 'ok', 'SM601'],
    [gadget, 'leave', 'SM601'],
  ])('%j is %s', (parts, severity, code) => {
    expect(verdict({ parts })).toMatchObject({ severity, code });
  });

  it('tells the user what to write for an unknown kind', () => {
    expect(verdict({ parts: gadget }).remedy).toContain(
      'kinds: [{group: example.com, kind: Gadget, podPath: spec.template.spec}]',
    );
    const customKinds = [{ group: 'example.com', kind: 'Gadget', podPath: 'spec.template.spec' }];
    expect(verdict({ parts: gadget, settings: { customKinds } }).severity).toBe('ok');
  });
});

describe('SM601: the CRD of the tree', () => {
  it('warns where it keeps the field', () => {
    expect(verdict(of(gadget, keeping)).severity).toBe('warn');
    expect(severities(unknownKind, pair(), of(gadget, keeping))).toEqual(['warn']);
    const open = { 'x-kubernetes-preserve-unknown-fields': true };
    expect(verdict(of(gadget, open)).severity).toBe('warn');
    expect(verdict(of(gadget, null)).severity).toBe('warn');
  });

  it('blocks where it drops the field, or one of two does', () => {
    expect(verdict(of(gadget, pruning))).toMatchObject({ severity: 'block', code: 'SM601' });
    expect(severities(unknownKind, pair(), of(gadget, pruning))).toEqual(['block']);
    expect(verdict(of(gadget, keeping, pruning)).severity).toBe('block');
  });

  it('looks at the path of this pod, and at this kind only', () => {
    const elsewhere = { ...gadget, path: ['spec', 'pod'] };
    expect(verdict(of(elsewhere, keeping)).severity).toBe('block');
    const other = definition('other.example.com', 'Gadget', pruning);
    expect(verdict({ parts: gadget, tree: { definitions: [other] } }).severity).toBe('leave');
  });

  it('speaks of kinds that are known too, unless the user says which release runs', () => {
    expect(verdict(of(rollout, keeping)).severity).toBe('ok');
    expect(verdict(of(rollout, pruning))).toMatchObject({ severity: 'block', code: 'SM601' });
    const environment = new Map([['argo-rollouts', '1.7.2']]);
    expect(verdict({ ...of(rollout, pruning), settings: { environment } }).severity).toBe('ok');
  });
});

describe('SM603: kinds that reject the field', () => {
  it('blocks Knative, and nothing of the same name', () => {
    const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Configuration' };
    expect(severities(refusingKind, pair(), { parts: knative })).toEqual(['block']);
    expect(severities(unknownKind, pair(), { parts: knative })).toEqual([]);
    expect(severities(refusingKind, pair(), { parts: gadget })).toEqual([]);
  });
});

describe('SM605: a container that an operator or an injector creates', () => {
  const prometheus = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    path: ['spec'],
  };

  it('blocks an entry that patches the container of the operator', () => {
    const spec = pair({ name: 'config-reloader' });
    expect(severities(ownName, spec, { parts: prometheus })).toEqual(['block']);
    expect(severities(ownName, spec)).toEqual([]);
    expect(severities(ownName, pair({ name: 'auth' }), { parts: prometheus })).toEqual([]);
  });

  it.each([
    ['istio-proxy', 'sidecar.istio.io/status'],
    ['linkerd-proxy', 'linkerd.io/proxy-version'],
    ['linkerd-proxy', 'linkerd.io/created-by'],
  ])('blocks %s where %s says that it was injected', (name, key) => {
    const spec = pair({ name });
    expect(severities(ownName, spec, { parts: { annotations: { [key]: 'x' } } })).toEqual([
      'block',
    ]);
    // By hand or not cannot be told without the annotation.
    expect(severities(ownName, spec)).toEqual(['warn']);
    const other = pair({ name: 'proxy' });
    expect(severities(ownName, other, { parts: { annotations: { [key]: 'x' } } })).toEqual([]);
  });

  it('blocks the stub that the injector of Istio fills in', () => {
    expect(severities(ownName, pair({ name: 'istio-proxy', image: 'auto' }))).toEqual(['block']);
    expect(severities(ownName, pair({ name: 'auto', image: 'auto' }))).toEqual([]);
  });
});

describe('a kind that nobody knows, with nothing but names', () => {
  it('is not worth naming where nothing has an image', () => {
    const bare = { containers: [{ name: 'web' }, { name: 'proxy' }] };
    expect(verdict({ parts: gadget }, bare).remedy).toContain('would not help');
  });
});

describe('SM606: the release of a CRD', () => {
  const release = (version: string) => ({
    parts: rollout,
    settings: { environment: new Map([['argo-rollouts', version]]) },
  });

  it('warns where nobody knows it, blocks an old one, and is content with a new one', () => {
    expect(severities(crdRelease, pair(), { parts: rollout })).toEqual(['warn']);
    expect(severities(crdRelease, pair(), release('1.6.9'))).toEqual(['block']);
    expect(severities(crdRelease, pair(), release('v1.7.0'))).toEqual([]);
    expect(severities(crdRelease, pair(), release('1.10.0-rc1'))).toEqual([]);
  });

  it('names the release and where to say it', () => {
    const [hit] = ask(crdRelease, pair(), { parts: rollout });
    expect(hit?.message).toContain('argo-rollouts 1.7.0');
    expect(hit?.remedy).toContain('environment: {argo-rollouts: ...}');
  });

  it('takes a CRD in the tree for an answer', () => {
    expect(severities(crdRelease, pair(), of(rollout, keeping))).toEqual([]);
  });

  it('reads releases of the Spark operator, whose CRD version stands in front', () => {
    const parts = { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication' };
    const on = (version: string) => ({
      parts,
      settings: { environment: new Map([['spark-operator', version]]) },
    });
    expect(severities(crdRelease, pair(), on('v1beta2-1.4.6-3.5.0'))).toEqual(['block']);
    expect(severities(crdRelease, pair(), on('v1beta2-1.6.2-3.5.0'))).toEqual([]);
    expect(severities(crdRelease, pair(), on('2.1.0'))).toEqual([]);
  });

  it('warns of operators whose part in it is not settled by a release', () => {
    const csv = { apiVersion: 'operators.coreos.com/v1alpha1', kind: 'ClusterServiceVersion' };
    expect(severities(crdRelease, pair(), { parts: csv })).toEqual(['warn']);
    expect(severities(crdRelease, pair())).toEqual([]);
  });
});

describe('SM520: Volcano policies on exit codes', () => {
  const parts = (policies: ValueMap[], more: ValueMap = {}) => ({
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    path: ['spec', 'template', 'spec'],
    more: { spec: { policies, ...more } },
  });

  it('warns where the job acts on one', () => {
    const policy = { exitCode: 137, action: 'RestartJob' };
    const [hit] = ask(podFailurePolicy, pair(), { parts: parts([policy]) });
    expect(hit).toMatchObject({ severity: 'warn' });
    expect(hit?.message).toContain('exit code 137');
  });

  it('does not mind events, nor jobs of Kubernetes', () => {
    const event = { event: 'PodEvicted', action: 'RestartJob' };
    expect(ask(podFailurePolicy, pair(), { parts: parts([event]) })).toEqual([]);
    const job = { ...parts([{ exitCode: 137 }]), apiVersion: 'batch/v1' };
    expect(ask(podFailurePolicy, pair(), { parts: job })).toEqual([]);
  });
});
