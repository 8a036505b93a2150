import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Code, type Finding, isBlock } from '../../src/model/finding.js';
import type { MoveItem } from '../../src/model/operation.js';
import type { PodDecision } from '../../src/model/plan.js';
import type { Settings } from '../../src/model/settings.js';
import { EMPTY_TREE } from '../../src/model/tree.js';
import { listAt, textAt } from '../../src/model/value.js';
import { decide } from '../../src/plan/decide.js';
import { place } from '../../src/plan/placement.js';
import { live, moved, worse } from '../../src/pod/life/live.js';
import { type GeneratedPod, pods, UNKNOWN_IMAGE } from '../pod/life/generated.js';
import { podOf, SETTINGS } from '../support/subject.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 5000);
const SEED = Number(process.env.PROPERTY_SEED ?? 753);

/** Rules about the start, the stop, and the workarounds for both. */
const OF_LIFE = /^SM(?:2|3|9)/;

function decided(
  { spec, kind, sidecars, apps }: GeneratedPod,
  accept: readonly Code[] = [],
): PodDecision {
  const settings: Settings = {
    ...SETTINGS,
    accept: accept.map((code) => ({ code, source: '--accept', reason: '' })),
    kubeMinor: 36,
    sidecars: sidecars.map((text) => ({ text, source: '--sidecar' })),
    keeps: apps.map((text) => ({ text, source: '--keep' })),
  };
  const parts = kind === 'Job' ? { apiVersion: 'batch/v1', kind } : { kind };
  const [decision] = decide([podOf(spec, parts)], settings, EMPTY_TREE).decisions;
  if (decision === undefined) throw new Error('no pod was decided');
  return decision;
}

function movesOf({ change }: PodDecision): readonly MoveItem[] {
  return (change?.operations ?? []).filter((each): each is MoveItem => each.op === 'move-item');
}

describe('the life of generated pods', () => {
  it('is no worse for a move that is called safe', () => {
    const count = { pods: 0, moved: 0 };
    fc.assert(
      fc.property(pods, (generated) => {
        const moves = movesOf(decided(generated));
        count.pods++;
        if (moves.length === 0) return;
        count.moved++;
        const before = new Map(moves.map((each) => [each.name, each.before]));
        const order = moves.map(({ name }) => name);
        const after = moved(generated.pod, order, before);
        expect(worse(live(generated.pod), live(after))).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.log(`pods ${count.pods}, of which something moves by default in ${count.moved}`);
    expect(count.moved).toBeGreaterThan(RUNS / 10);
  }, 240_000);

  it('gives an init container the sidecar that it needs, and no sidecar goes before its files', () => {
    const count = { early: 0 };
    fc.assert(
      fc.property(pods, (generated) => {
        if (generated.inits.size === 0) return;
        const moves = movesOf(decided(generated, ['SM206', 'SM213']));
        if (!moves.some(({ before }) => before !== null)) return;
        // Whether a program that nobody knows comes up without whom it asks is said, and accepted here.
        if (moves.some(({ name }) => asksUnknown(generated, name))) return;
        count.early++;
        const names = new Set(moves.map(({ name }) => name));
        const { inits } = generated.pod;
        // What an init container needs and what stays could not work today either.
        const pod = {
          ...generated.pod,
          inits: inits.map((each) => ({
            ...each,
            waitsFor: each.waitsFor.filter((other) => names.has(other)),
          })),
        };
        const order = moves.map(({ name }) => name);
        const after = moved(pod, order, new Map(moves.map((each) => [each.name, each.before])));
        const free = { ...pod, inits: pod.inits.map((each) => ({ ...each, waitsFor: [] })) };
        expect(worse(live(free), live(after))).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.log(`pods with a sidecar before an init container: ${count.early}`);
    expect(count.early).toBeGreaterThan(RUNS / 200);
  }, 240_000);

  it('is worse where a rule of start or stop blocks a move', () => {
    const count = { blocks: 0, codes: new Map<string, number>() };
    fc.assert(
      fc.property(pods, (generated) => {
        const decision = decided(generated);
        const today = live(generated.pod);
        // What never worked is no measure.
        if (today.stuck.length > 0 || today.loops.length > 0) return;
        const { pod } = decision;
        const moving = decision.containers.filter(({ state }) => state === 'moved');
        for (const { container, state, findings } of decision.containers) {
          const blocks = findings.filter(isBlock);
          if (state !== 'blocked' || !blocks.every(isOfLife)) continue;
          count.blocks++;
          for (const { code } of blocks) count.codes.set(code, (count.codes.get(code) ?? 0) + 1);
          const together = pod.containers.filter(
            (each) => each === container || moving.some((other) => other.container === each),
          );
          const { order, before } = place(pod, together, SETTINGS);
          const names = new Map([...before].map(([each, place]) => [each.name, place]));
          const after = moved(
            generated.pod,
            order.map(({ name }) => name),
            names,
          );
          const codes = blocks.map(({ code }) => code);
          expect(worse(today, live(after)), `${container.name} ${codes}`).not.toEqual([]);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    const table = [...count.codes].sort().map(([code, times]) => `${code} ${times}`);
    console.log(`blocks ${count.blocks}: ${table.join(', ')}`);
    expect(count.blocks).toBeGreaterThan(RUNS / 20);
  }, 240_000);
});

function asksUnknown({ spec }: GeneratedPod, name: string): boolean {
  return listAt(spec, ['containers']).some(
    (each) =>
      textAt(each, ['name']) === name &&
      textAt(each, ['image']) === UNKNOWN_IMAGE &&
      listAt(each, ['args']).length > 0,
  );
}

function isOfLife({ code }: Finding): boolean {
  return OF_LIFE.test(code);
}
