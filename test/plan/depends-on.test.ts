import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/model/container.js';
import type { Pod } from '../../src/model/pod.js';
import type { ValueMap } from '../../src/model/value.js';
import { edgeChanges } from '../../src/plan/depends-on.js';
import { podOf } from '../support/subject.js';

const entry = (name: string, more: ValueMap = {}): ValueMap => ({ name, image: 'a:1', ...more });

/** What becomes of the edges of each container, as `name: edges`. */
function changes(
  inits: readonly ValueMap[],
  containers: readonly ValueMap[],
  moving: readonly string[],
): readonly string[] {
  const pod: Pod = podOf({ initContainers: [...inits], containers: [...containers] });
  const own = pod.containers.filter(({ name }: Container) => moving.includes(name));
  return edgeChanges(pod, own).map(
    ({ container, edges }) => `${container.name}: ${edges === null ? 'none' : edges.join(' ')}`,
  );
}

describe('edges between containers', () => {
  it.each<[string, ...Parameters<typeof changes>, readonly string[]]>([
    ['nobody has one', [], [entry('app'), entry('proxy')], ['proxy'], []],
    [
      'a sidecar waits for the init containers that ran before it, where its name would put it first',
      [entry('seed'), entry('copy')],
      [entry('app'), entry('proxy')],
      ['proxy'],
      ['proxy: seed'],
    ],
    [
      'and needs no edge where the order of names gives the same',
      [entry('migrate'), entry('copy')],
      [entry('app'), entry('proxy')],
      ['proxy'],
      [],
    ],
    [
      'but names say nothing where an init container has an edge',
      [entry('migrate', { dependsOn: 'copy' }), entry('copy')],
      [entry('app'), entry('proxy')],
      ['proxy'],
      ['proxy: migrate copy'],
    ],
    [
      'nor where the sidecar has one already',
      [entry('copy')],
      [entry('app'), entry('dns'), entry('proxy', { dependsOn: 'dns' })],
      ['dns', 'proxy'],
      ['proxy: dns copy'],
    ],
    [
      'but not for one that is native: that had not ended either',
      [entry('dns', { restartPolicy: 'Always' })],
      [entry('app'), entry('proxy')],
      ['proxy'],
      [],
    ],
    [
      'an edge to the application goes',
      [],
      [entry('app'), entry('proxy', { dependsOn: 'app' })],
      ['proxy'],
      ['proxy: none'],
    ],
    [
      'an edge between two that move stays',
      [],
      [entry('app'), entry('dns'), entry('proxy', { dependsOn: ['dns'] })],
      ['dns', 'proxy'],
      [],
    ],
    [
      'an edge to a native sidecar stays, one to the application goes',
      [entry('dns', { restartPolicy: 'Always' })],
      [entry('app'), entry('proxy', { dependsOn: ['app', 'dns'] })],
      ['proxy'],
      ['proxy: dns'],
    ],
    [
      'whoever stays waits for nobody that has gone',
      [],
      [
        entry('app', { dependsOn: ['proxy', 'web'] }),
        entry('proxy'),
        entry('web', { dependsOn: 'proxy' }),
      ],
      ['proxy'],
      ['app: web', 'web: none'],
    ],
  ])('%s', (_, inits, containers, moving, expected) =>
    expect(changes(inits, containers, moving)).toEqual(expected),
  );
});
