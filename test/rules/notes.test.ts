import { describe, expect, it } from 'vitest';
import type { PodDecision } from '../../src/model/plan.js';
import { EMPTY_TREE } from '../../src/model/tree.js';
import { notesFor } from '../../src/rules/index.js';
import { settings } from '../support/pods.js';
import { type ObjectParts, pair, podOf } from '../support/subject.js';

function decision(parts: ObjectParts, state: PodDecision['state'] = 'moved'): PodDecision {
  const pod = podOf(pair(), parts);
  return {
    pod,
    state,
    reason: '',
    next: '',
    containers: [],
    findings: [],
    resources: [],
    life: null,
    change: null,
  };
}

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
const job = { apiVersion: 'batch/v1', kind: 'Job' };
const bare = { apiVersion: 'v1', kind: 'Pod' };

describe('notes', () => {
  it('are said once a run, with the number of pods', () => {
    const notes = notesFor(
      [decision(deployment), decision(deployment), decision(job)],
      settings(),
      EMPTY_TREE,
    );
    expect(notes.find(({ code }) => code === 'SM703')?.pods).toBe(3);
    expect(notes.find(({ code }) => code === 'SM802')?.pods).toBe(1);
    expect(new Set(notes.map(({ code }) => code)).size).toBe(notes.length);
  });

  it('speak of bare Pods and of Jobs only where such ones move', () => {
    const codes = (...decisions: PodDecision[]) =>
      notesFor(decisions, settings(), EMPTY_TREE).map(({ code }) => code);
    expect(codes(decision(bare))).toContain('SM117');
    expect(codes(decision(deployment))).not.toContain('SM117');
    const volcano = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job' };
    expect(codes(decision(volcano))).not.toContain('SM802');
    expect(codes(decision(job, 'review'), decision(deployment))).not.toContain('SM802');
  });

  it('say nothing where nothing moves', () => {
    expect(
      notesFor([decision(deployment, 'review'), decision(bare, 'blocked')], settings(), EMPTY_TREE),
    ).toEqual([]);
  });
});
