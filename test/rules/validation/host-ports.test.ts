import { describe, expect, it } from 'vitest';
import type { ValueMap } from '../../../src/model/value.js';
import { hostPortConflict } from '../../../src/rules/validation/sm110-host-port-conflict.js';
import { hostNetworkPort } from '../../../src/rules/validation/sm111-host-network-port.js';
import { hostPort } from '../../../src/rules/validation/sm112-host-port.js';
import { schedulerHostPort } from '../../../src/rules/validation/sm113-scheduler-host-port.js';
import { ask, pair, severities } from '../../support/subject.js';

const on = (port: ValueMap) => ({ ports: [{ containerPort: 9100, ...port }] });
const hostNetwork = { hostNetwork: true };

describe('SM110: two containers with the same host port', () => {
  const port = { hostPort: 9100 };

  it('blocks the same port of the same protocol', () => {
    const [hit] = ask(hostPortConflict, pair(on(port), {}, on(port)));
    expect(hit?.severity).toBe('block');
    expect(hit?.message).toContain('proxy and web both use host port 9100/TCP');
  });

  it.each([
    ['another port', { hostPort: 9101 }],
    ['another protocol', { hostPort: 9100, protocol: 'UDP' }],
    ['another address', { hostPort: 9100, hostIP: '127.0.0.1' }],
    ['no host port', {}],
  ])('does not mind %s', (_, other) => {
    expect(ask(hostPortConflict, pair(on(port), {}, on(other)))).toEqual([]);
  });

  it('counts every port under hostNetwork', () => {
    expect(severities(hostPortConflict, pair(on({}), hostNetwork, on({})))).toEqual(['block']);
  });

  it('minds an init container only if both run at once', () => {
    const init = { name: 'migrate', image: 'example.com/m:1', ...on({}) };
    const proxy = { ...on({}), args: ['--port=9200'] };
    const spec = (more: ValueMap) => pair(proxy, { ...hostNetwork, initContainers: [more] });
    const needs = { ...init, command: ['migrate', '--host=localhost:9200'] };
    expect(severities(hostPortConflict, spec(init))).toEqual([]);
    expect(severities(hostPortConflict, spec(needs))).toEqual(['block']);
    expect(severities(hostPortConflict, spec({ ...init, restartPolicy: 'Always' }))).toEqual([
      'block',
    ]);
  });
});

describe('SM111: two numbers under hostNetwork', () => {
  it('warns where they differ', () => {
    const sidecar = on({ hostPort: 9101 });
    expect(severities(hostNetworkPort, pair(sidecar, hostNetwork))).toEqual(['warn']);
    expect(severities(hostNetworkPort, pair(sidecar))).toEqual([]);
    expect(severities(hostNetworkPort, pair(on({ hostPort: 9100 }), hostNetwork))).toEqual([]);
    expect(severities(hostNetworkPort, pair(on({}), hostNetwork))).toEqual([]);
  });
});

describe('SM112: a host port of a sidecar', () => {
  it('blocks, because nobody would open it', () => {
    const [hit] = ask(hostPort, pair(on({ hostPort: 8080 })));
    expect(hit?.severity).toBe('block');
    expect(hit?.message).toContain('8080/TCP of proxy');
  });

  it('blocks one that stands in a variable', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as envsubst reads it
    const [hit] = ask(hostPort, pair(on({ hostPort: '${NODE_PORT}' })));
    expect(hit?.severity).toBe('block');
  });

  it.each([
    ['of hostNetwork', pair(on({ hostPort: 9100 }), hostNetwork)],
    ['of the application', pair({}, {}, on({ hostPort: 8080 }))],
    ['that is zero', pair(on({ hostPort: 0 }))],
    ['that is none', pair(on({}))],
  ])('does not mind a port %s', (_, spec) => {
    expect(ask(hostPort, spec)).toEqual([]);
  });
});

describe('SM113: ports that the scheduler does not see', () => {
  const spec = pair(on({}), hostNetwork);

  it('warns below 1.34, except where there is one pod a node anyway', () => {
    expect(severities(schedulerHostPort, spec, { settings: { kubeMinor: 33 } })).toEqual(['warn']);
    const parts = { kind: 'DaemonSet' };
    expect(severities(schedulerHostPort, spec, { parts })).toEqual(['info']);
    expect(severities(schedulerHostPort, spec, { settings: { kubeMinor: 34 } })).toEqual([]);
    expect(severities(schedulerHostPort, pair(on({})))).toEqual([]);
  });
});
