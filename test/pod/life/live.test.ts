import { describe, expect, it } from 'vitest';
import { live, moved, worse } from '../../../src/pod/life/live.js';
import type { Living, LivingPod } from '../../../src/pod/life/model.js';

const living = (name: string, more: Partial<Living> = {}): Living => ({
  ...{ name, kind: 'app', waitsFor: [], fedBy: [], probes: null, hooks: null, works: [] },
  ...{
    ending: { kind: 'never' },
    lastWork: false,
    turns: false,
    preStop: 0,
    quits: false,
    drain: 1,
  },
  ...more,
});

const pod = (apps: readonly Living[], more: Partial<LivingPod> = {}): LivingPod => ({
  ...{ inits: [], apps, restartPolicy: 'Always', grace: 30 },
  ...more,
});

const work = living('work', { ending: { kind: 'by-itself' } });
const NOWHERE = new Map<string, null>();

describe('the life of a pod', () => {
  it('starts sidecars one after the other, and the applications together', () => {
    const two = pod([living('a'), living('b'), living('c')]);
    expect(live(two).stages).toEqual([['a', 'b', 'c']]);
    expect(live(moved(two, ['c', 'a'], NOWHERE)).stages).toEqual([['c'], ['a'], ['b']]);
  });

  it('puts a moved one before the init container that it is said to go before', () => {
    const own = pod([living('a'), living('b')], { inits: [living('init', { kind: 'init' })] });
    const stages = (before: string | null) =>
      live(moved(own, ['b'], new Map([['b', before]]))).stages;
    expect(stages('init')).toEqual([['b'], ['init'], ['a']]);
    expect(stages(null)).toEqual([['init'], ['b'], ['a']]);
  });

  it('waits for the startupProbe and for postStart, and not for a program that only waits', () => {
    const stuck = (more: Partial<Living>) =>
      live(moved(pod([living('app'), living('s', more)]), ['s'], NOWHERE)).stuck;
    expect(stuck({ waitsFor: ['app'] })).toEqual([]);
    expect(stuck({ waitsFor: ['app'], probes: [] })).toEqual([{ name: 's', without: 'app' }]);
    expect(stuck({ probes: ['app'] })).toEqual([{ name: 's', without: 'app' }]);
    expect(stuck({ hooks: ['app'] })).toEqual([{ name: 's', without: 'app' }]);
    expect(stuck({ probes: [] })).toEqual([]);
  });

  it('cannot do without the files of an init container that has not run yet', () => {
    const own = pod([living('app'), living('s', { fedBy: ['render'], probes: [] })], {
      inits: [living('render', { kind: 'init' })],
    });
    expect(live(own).stuck).toEqual([]);
    const stuck = (before: string | null) =>
      live(moved(own, ['s'], new Map([['s', before]]))).stuck;
    expect(stuck(null)).toEqual([]);
    expect(stuck('render')).toEqual([{ name: 's', without: 'render' }]);
  });

  it('cuts off the last turn of what carries out the work of others', () => {
    const own = pod([work, living('sync', { turns: true })], { restartPolicy: 'Never' });
    expect(live(own).done).toEqual(['sync']);
    expect(live(moved(own, ['sync'], NOWHERE)).cut).toEqual(['sync']);
  });

  it('holds an init container back until the sidecar that it needs answers', () => {
    const own = pod([living('app'), living('proxy')], {
      inits: [living('migrate', { kind: 'init', waitsFor: ['proxy'] })],
    });
    expect(live(own).stuck).toEqual([{ name: 'migrate', without: 'proxy' }]);
    expect(live(moved(own, ['proxy'], new Map([['proxy', 'migrate']]))).stuck).toEqual([]);
  });

  it('completes once every application has ended, whatever a sidecar does', () => {
    const job = pod([work, living('proxy')], { restartPolicy: 'Never' });
    expect(live(job).keptBy).toEqual(['proxy']);
    expect(live(moved(job, ['proxy'], NOWHERE)).keptBy).toEqual([]);
  });

  it('starts a sidecar that ends again and again, and cuts what it meant to do at the end', () => {
    const after = { kind: 'after', others: ['work'] } as const;
    const job = pod([work, living('s', { ending: after, lastWork: true })], {
      restartPolicy: 'Never',
    });
    const native = live(moved(job, ['s'], NOWHERE));
    expect([live(job).done, native.cut, native.loops]).toEqual([['s'], ['s'], []]);
    const once = pod([living('app'), living('s', { ending: { kind: 'by-itself' } })], {
      restartPolicy: 'OnFailure',
    });
    expect(live(moved(once, ['s'], NOWHERE)).loops).toEqual(['s']);
    const without = { kind: 'without', others: ['app'] } as const;
    const asks = pod([living('app'), living('s', { ending: without })]);
    expect([live(asks).loops, live(moved(asks, ['s'], NOWHERE)).loops]).toEqual([[], ['s']]);
  });

  it('stops sidecars after the applications, in reverse order, within one grace period', () => {
    const app = living('app', { works: ['db'], drain: 5 });
    const two = pod([app, living('db'), living('log', { works: ['db'] })]);
    expect(live(two).losses).toEqual([{ name: 'app', without: 'db' }]);
    expect(live(moved(two, ['db', 'log'], NOWHERE)).losses).toEqual([]);
    expect(live(moved(two, ['log', 'db'], NOWHERE)).losses).toEqual([
      { name: 'log', without: 'db' },
    ]);
  });

  it('leaves two seconds to one whose turn comes when the grace period is over', () => {
    const slow = pod([living('app', { preStop: 29 }), living('log', { drain: 3 })]);
    expect(live(slow).killed).toEqual([]);
    expect(live(moved(slow, ['log'], NOWHERE)).killed).toEqual(['log']);
    const short = pod([living('app', { drain: 9, works: ['s'] }), living('s', { preStop: 30 })]);
    // Its own hook used up the time in which it would wait.
    expect(live(moved(short, ['s'], NOWHERE)).killed).toEqual([]);
  });

  it('takes a sidecar that ends itself from the application at once, before and after', () => {
    const quits = pod([living('app', { works: ['s'] }), living('s', { quits: true })]);
    const lost = [{ name: 'app', without: 's' }];
    expect([live(quits).losses, live(moved(quits, ['s'], NOWHERE)).losses]).toEqual([lost, lost]);
    expect(worse(live(quits), live(moved(quits, ['s'], NOWHERE)))).toEqual([]);
  });
});
