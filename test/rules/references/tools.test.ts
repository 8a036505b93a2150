import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed } from '../../support/references.js';
import { APPLICATION } from '../live/sm808-ignored-difference.cases.js';
import { CASES as FORWARDED } from './sm511-port-forward.cases.js';

describe('what builds, deploys or shows the workload', () => {
  it('a port-forward to another Service, to a number, or to a pod says nothing', async () => {
    const [example] = FORWARDED;
    const all = example?.fires ?? {};
    for (const [from, to] of [
      ['svc/shop', 'svc/till'],
      ['8080:prom', '8080:80'],
      ['svc/shop', 'pod/shop'],
      ['targetPort: metrics', 'targetPort: 2020'],
    ] as const)
      expect((await decided(changed(all, from, to), example?.options)).codes).not.toContain(
        'SM511 info',
      );
  });

  it('Argo CD shows the pod', async () => {
    const notes = async (all: Files, version?: string): Promise<readonly string[]> => {
      const environment = version === undefined ? {} : { 'argo-cd': version };
      return (await decided(all, { environment })).outcome.notes.map(({ code }) => code);
    };
    expect(await notes(APPLICATION)).toContain('SM517');
    expect(await notes(APPLICATION, '2.12.9')).toContain('SM517');
    expect(await notes(APPLICATION, '2.13.1')).not.toContain('SM517');
    expect(await notes(files({}))).not.toContain('SM517');
  });
});
