import { describe, expect, it } from 'vitest';
import type { Value, ValueMap } from '../../../src/model/value.js';
import { removedFields } from '../../../src/pod/removed-fields.js';
import { inexpressible } from '../../../src/rules/kinds/sm607-inexpressible.js';
import { mergePatch } from '../../../src/rules/references/sm512-merge-patch.js';
import { RULEBOOK } from '../../../src/rules/registry.js';
import { kubernetes128 } from '../../../src/rules/stop/sm301-kubernetes-1-28.js';
import { appRemains } from '../../../src/rules/validation/sm101-app-remains.js';
import { uniqueName } from '../../../src/rules/validation/sm102-unique-name.js';
import { restartPolicyOnContainer } from '../../../src/rules/validation/sm104-restart-policy.js';
import { resizePolicy } from '../../../src/rules/validation/sm108-resize-policy.js';
import { restartRules } from '../../../src/rules/validation/sm109-restart-rules.js';
import { emptyImage } from '../../../src/rules/validation/sm120-empty-image.js';
import { ask, pair, SETTINGS, severities, subjectOf } from '../../support/subject.js';

describe('SM101: an application remains', () => {
  it('blocks each one when all would move', () => {
    const moving = ['web', 'proxy'];
    expect(severities(appRemains, pair(), { moving })).toEqual(['block']);
    expect(severities(appRemains, pair(), { moving: moving.toReversed() })).toEqual(['block']);
  });

  it('is content with one that stays', () => {
    expect(severities(appRemains, pair())).toEqual([]);
  });
});

describe('SM102: names', () => {
  it('blocks a name that is in initContainers, ephemeral, or there twice', () => {
    const elsewhere = [{ name: 'proxy', image: 'example.com/proxy:1' }];
    expect(severities(uniqueName, pair({}, { initContainers: elsewhere }))).toEqual(['block']);
    expect(severities(uniqueName, pair({}, { ephemeralContainers: elsewhere }))).toEqual(['block']);
    expect(severities(uniqueName, pair({ name: 'web' }), { moving: ['web'] })).toEqual(['block']);
  });

  it('blocks a container without a name', () => {
    expect(severities(uniqueName, pair({ name: '' }))).toEqual(['block']);
  });

  it('is content with names that only look alike', () => {
    const elsewhere = [{ name: 'proxy-init', image: 'example.com/proxy:1' }];
    expect(severities(uniqueName, pair({}, { initContainers: elsewhere }))).toEqual([]);
  });
});

describe('SM120: an image that another program sets', () => {
  it('warns of an image that is not there, too, also where no container of the pod has one', () => {
    const unfilled = (image: Value | undefined): ValueMap => ({
      containers: ['web', 'proxy'].map((name) => ({
        name,
        ...(image === undefined ? {} : { image }),
      })),
    });
    for (const image of [undefined, null, '', 'auto'])
      expect(severities(emptyImage, unfilled(image))).toEqual(['warn']);
    expect(severities(emptyImage, unfilled('registry.example.com/x:1'))).toEqual([]);
  });
});

describe('SM104: restartPolicy on a regular container', () => {
  it.each([
    ['Always', ['warn']],
    ['Never', ['block']],
    ['OnFailure', ['block']],
    ['always', ['block']],
    [null, []],
  ])('%s gives %j', (restartPolicy, expected) => {
    expect(severities(restartPolicyOnContainer, pair({ restartPolicy }))).toEqual(expected);
  });

  it('does not mind the policy of the pod or of another container', () => {
    const spec = pair({}, { restartPolicy: 'Never' }, { restartPolicy: 'Never' });
    expect(severities(restartPolicyOnContainer, spec)).toEqual([]);
  });
});

describe('SM108 and SM109: fields that go', () => {
  const resize = pair({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] });
  const onCode = { exitCodes: { operator: 'In', values: [42] } };
  const restarts = pair({ restartPolicyRules: [{ action: 'Restart', ...onCode }] });
  const all = pair({
    restartPolicyRules: [
      { action: 'Restart', ...onCode },
      { action: 'RestartAllContainers', ...onCode },
    ],
  });
  const removed = (spec: typeof resize, kubeMinor: number) =>
    removedFields(subjectOf(spec).container, { ...SETTINGS, kubeMinor });

  it('takes resizePolicy off below 1.33, and says so', () => {
    expect(severities(resizePolicy, resize, { settings: { kubeMinor: 32 } })).toEqual(['warn']);
    expect(removed(resize, 32)).toEqual(['resizePolicy']);
    expect(severities(resizePolicy, resize, { settings: { kubeMinor: 33 } })).toEqual([]);
    expect(removed(resize, 33)).toEqual([]);
  });

  it('leaves an empty list as it is', () => {
    const empty = pair({ resizePolicy: [], restartPolicyRules: [] });
    expect(severities(resizePolicy, empty)).toEqual([]);
    expect(severities(restartRules, empty)).toEqual([]);
    expect(removed(empty, 29)).toEqual([]);
  });

  it('takes rules off that only restart, on every version', () => {
    expect(severities(restartRules, restarts)).toEqual(['info']);
    expect(removed(restarts, 29)).toEqual(['restartPolicyRules']);
    expect(removed(restarts, 36)).toEqual(['restartPolicyRules']);
  });

  it('blocks rules that restart everything below 1.36, and keeps them from there on', () => {
    expect(severities(restartRules, all, { settings: { kubeMinor: 35 } })).toEqual(['block']);
    expect(severities(restartRules, all, { settings: { kubeMinor: 36 } })).toEqual([]);
    expect(removed(all, 36)).toEqual([]);
  });
});

describe('SM301: Kubernetes 1.28', () => {
  it('warns of every move there, and of none from 1.29 on', () => {
    expect(severities(kubernetes128, pair(), { settings: { kubeMinor: 28 } })).toEqual(['warn']);
    expect(severities(kubernetes128, pair(), { settings: { kubeMinor: 29 } })).toEqual([]);
  });
});

describe('SM512: a part of a pod', () => {
  const patch = { containers: [{ name: 'web' }, { name: 'proxy', image: 'example.com/proxy:1' }] };

  it('blocks where the application or an init container has no image key', () => {
    const [hit] = ask(mergePatch, patch);
    expect(hit?.severity).toBe('block');
    expect(hit?.message).toContain('web');
    const init = pair({}, { initContainers: [{ name: 'migrate' }] });
    expect(severities(mergePatch, init)).toEqual(['block']);
  });

  it('does not take an empty placeholder for a missing key', () => {
    expect(severities(mergePatch, pair({}, {}, { image: '' }))).toEqual([]);
  });

  it('does not mind the container that an operator fills in', () => {
    const own = {
      containers: [{ name: 'prometheus' }, { name: 'proxy', image: 'example.com/proxy:1' }],
    };
    const parts = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', path: ['spec'] };
    expect(severities(mergePatch, own, { parts })).toEqual([]);
    expect(severities(mergePatch, own)).toEqual(['block']);
  });
});

describe('SM607: a container list that cannot be edited', () => {
  it('blocks with the reason that the format gives', () => {
    const [hit] = ask(inexpressible, pair(), { parts: { inexpressible: 'item 2 is an alias' } });
    expect(hit).toMatchObject({ severity: 'block' });
    expect(hit?.message).toContain('item 2 is an alias');
    expect(ask(inexpressible, pair())).toEqual([]);
  });
});

const INFOS = RULEBOOK.filter(
  ({ code, effects }) => /^SM1/.test(code) && effects.join() === 'informs',
);

describe('rules that only inform', () => {
  const codes = (sidecar: Parameters<typeof pair>[0], parts = {}) =>
    INFOS.filter((rule) => {
      const hits = ask(rule, pair(sidecar), { parts });
      expect(hits.every(({ severity }) => severity === 'info')).toBe(true);
      return hits.length > 0;
    }).map(({ code }) => code);

  it('say that probes and hooks stay valid', () => {
    const livenessProbe = { tcpSocket: { port: 5432 } };
    expect(codes({ livenessProbe })).toEqual(['SM105']);
    expect(codes({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })).toEqual(['SM105']);
  });

  it('speak of terminals, stop signals and AppArmor', () => {
    expect(codes({ tty: true })).toContain('SM107');
    expect(codes({ lifecycle: { stopSignal: 'SIGINT' } })).toContain('SM114');
    const key = 'container.apparmor.security.beta.kubernetes.io/proxy';
    expect(codes({}, { annotations: { [key]: 'runtime/default' } })).toContain('SM116');
    expect(codes({}, { annotations: { [`${key}-2`]: 'runtime/default' } })).not.toContain('SM116');
  });
});
