import { describe, expect, it } from 'vitest';
import type { ValueMap } from '../../../src/model/value.js';
import { podResources } from '../../../src/rules/validation/sm115-pod-resources.js';
import { ask, pair, type Question, severities } from '../../support/subject.js';

const requests = (cpu: string, key = 'requests'): ValueMap => ({ resources: { [key]: { cpu } } });
const migrate = { name: 'migrate', image: 'example.com/m:1', ...requests('900m') };
const first: Question = { settings: { placement: 'first' } };

/** An application of 500m, a sidecar of 200m, an init container of 900m, bounded by `cpu`. */
function pod(cpu: string, more: ValueMap = {}): ValueMap {
  return {
    ...pair(requests('200m'), { ...requests(cpu), initContainers: [migrate] }, requests('500m')),
    ...more,
  };
}

describe('SM115: pod-level resources', () => {
  it('says nothing where the pod has none', () => {
    expect(ask(podResources, pair(requests('2')), first)).toEqual([]);
    expect(ask(podResources, pair({}, { resources: {} }), first)).toEqual([]);
  });

  it('informs where the sidecar comes last: the sum is what it was', () => {
    expect(severities(podResources, pod('900m'))).toEqual(['info']);
  });

  it('blocks to the milli where the sidecar runs beside an init container', () => {
    const [hit] = ask(podResources, pod('1099m'), first);
    expect(hit?.severity).toBe('block');
    expect(hit?.message).toContain('1100m of cpu');
    expect(hit?.message).toContain('1099m');
    expect(severities(podResources, pod('1100m'), first)).toEqual(['info']);
    expect(severities(podResources, pod('1.1'), first)).toEqual(['info']);
  });

  it('counts a limit where there is no request', () => {
    const init = { ...migrate, ...requests('950m', 'limits') };
    expect(severities(podResources, pod('1149m', { initContainers: [init] }), first)).toEqual([
      'block',
    ]);
  });

  it('counts a sidecar that was native before, and one that moves along', () => {
    const mesh = { ...migrate, name: 'mesh', restartPolicy: 'Always', ...requests('300m') };
    const spec = pod('1300m', { initContainers: [mesh, migrate] });
    expect(severities(podResources, spec, first)).toEqual(['block']);
    expect(
      severities(podResources, pod('1400m', { initContainers: [mesh, migrate] }), first),
    ).toEqual(['info']);
  });

  it('counts the native ones beside the application', () => {
    const mesh = { ...migrate, name: 'mesh', restartPolicy: 'Always', ...requests('900m') };
    const inits = { initContainers: [mesh] };
    expect(severities(podResources, pod('1599m', inits))).toEqual(['block']);
    expect(severities(podResources, pod('1600m', inits))).toEqual(['info']);
  });

  it('blames the one that runs beside the init container, not one that comes last', () => {
    const needy = { ...migrate, command: ['migrate', '--to=localhost:5432'] };
    const spec: ValueMap = {
      containers: [
        { name: 'web', image: 'example.com/web:1', ...requests('100m') },
        {
          name: 'db',
          image: 'example.com/db:1',
          ports: [{ containerPort: 5432 }],
          ...requests('200m'),
        },
        { name: 'log', image: 'example.com/log:1', ...requests('100m') },
      ],
      initContainers: [needy],
      ...requests('1'),
    };
    expect(severities(podResources, spec, { moving: ['db', 'log'] })).toEqual(['block']);
    expect(severities(podResources, spec, { moving: ['log', 'db'] })).toEqual([]);
  });

  it('holds limits against what is asked for where the pod states no request', () => {
    const bounded = { ...pod('1'), resources: { limits: { cpu: '1' } } };
    expect(severities(podResources, bounded, first)).toEqual(['block']);
  });

  it('warns where a number is a template', () => {
    const init = { ...migrate, ...requests('$(CPU)') };
    expect(severities(podResources, pod('2', { initContainers: [init] }))).toEqual(['warn']);
    expect(severities(podResources, pod('lots'))).toEqual(['warn']);
  });
});
