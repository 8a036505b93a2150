import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { excluding, KYVERNO, policy, TEMPLATE } from './sm518-policy.cases.js';

describe('policies that walk containers', () => {
  it('one that is not for this workload is a note', async () => {
    const codes = async (all: Files): Promise<readonly string[]> =>
      (await decided(all)).outcome.notes.map(({ code }) => code);
    expect(await codes(policy(TEMPLATE))).toContain('SM518');
    expect(await codes(files({}))).not.toContain('SM518');
  });

  it('an exclusion by who asks, or by labels of a namespace, leaves nothing out', async () => {
    for (const exclude of [
      '{any: [{subjects: [{kind: User, name: me}]}]}',
      '{resources: {namespaceSelector: {matchLabels: {a: b}}}}',
      '{all: [{resources: {names: [shop]}}, {resources: {kinds: [Job]}}]}',
    ])
      expect((await decided(excluding(exclude))).codes, exclude).toContain('SM518 warn');
  });

  it('many policies are one finding, with the place of each', async () => {
    const twice = (text: string): string => `${text}---\n${text}`;
    const { pod } = await decided({
      'policy.yaml': twice(KYVERNO['policy.yaml'] ?? ''),
      'app.yaml': KYVERNO['app.yaml'] ?? '',
    });
    const found = pod.containers
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === 'SM518');
    expect(found.map(({ related }) => related.map(({ line }) => line))).toEqual([[6, 20]]);
    expect(found[0]?.message).toContain('; the same goes for 1 more');
  });

  it('policies that are none break nothing', async () => {
    const { pod } = await decided(
      files(
        {},
        {
          'a.yaml':
            'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [null, containers, {match: x, validate: [containers]}, {mutate: {containers: 1}}]}\n',
          'b.yaml': 'kind: ValidatingAdmissionPolicy\nspec: containers\n',
          'c.yaml': 'kind: ConstraintTemplate\nspec: {targets: {containers: 1}}\n',
          'd.yaml':
            'apiVersion: constraints.gatekeeper.sh/v1\nkind: null\nspec: {match: {kinds: Pod}}\n',
        },
      ),
    );
    expect(pod.state).toBe('moved');
  });
});
