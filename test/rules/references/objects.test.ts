import { describe, expect, it } from 'vitest';
import { type Files, files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed } from '../../support/references.js';
import { tool } from './parts.js';
import { VPA } from './sm507-vertical-policy.cases.js';
import { first } from './sm522-velero-hook.cases.js';

describe('what scales, backs up or runs the workload', () => {
  it('notes about autoscalers, pinned kubectl and the default container', async () => {
    const notes = async (all: Files): Promise<readonly string[]> =>
      (await decided(all)).outcome.notes.map(({ code }) => code);
    expect(await notes(changed(VPA, 'containerName: agent', 'containerName: web'))).toContain(
      'SM507',
    );
    expect(await notes(files({}))).not.toContain('SM507');
    expect(await notes(tool('ci.yaml', 'image: bitnami/kubectl:1.27.3\n'))).toContain('SM511');
    expect(await notes(tool('ci.yaml', 'image: bitnami/kubectl:1.28.0\n'))).not.toContain('SM511');
    expect(await notes(tool('ci.yaml', 'KUBECTL_VERSION: "v1.26.1"\n'))).toContain('SM511');
    expect(await notes(first(files({})))).toContain('SM510');
    expect(
      await notes(
        first(files({ template: ', annotations: {kubectl.kubernetes.io/default-container: web}' })),
      ),
    ).not.toContain('SM510');
  });

  it('objects that are none break nothing', async () => {
    const { pod } = await decided(
      files(
        {},
        {
          'a.yaml':
            'kind: HorizontalPodAutoscaler\nspec: {scaleTargetRef: shop, metrics: [null, {containerResource: agent}]}\n',
          'b.yaml':
            'kind: VerticalPodAutoscaler\nspec: {targetRef: {kind: Deployment, name: shop}, resourcePolicy: {containerPolicies: {containerName: agent}}}\n',
          'c.yaml':
            'apiVersion: velero.io/v1\nkind: Schedule\nspec: {template: {hooks: {resources: [agent, {includedNamespaces: shop, labelSelector: 7, pre: [null, {exec: [agent]}]}]}}}\n',
          'd.yaml':
            'kind: ConfigMap\ndata: {resource.customizations.ignoreDifferences.all: "jqPathExpressions: [", x: 1}\n',
          'e.yaml':
            'kind: Application\nspec: {ignoreDifferences: [null, x, {jqPathExpressions: y}]}\n',
          'f.yaml': 'kind: ScaledObject\nspec: {triggers: [{metadata: [containerName]}]}\n',
        },
      ),
    );
    expect(pod.state).toBe('moved');
    const job = files({
      kind: 'Job',
      apiVersion: 'batch/v1',
      own: '  podFailurePolicy: {rules: [null, {onExitCodes: 7}]}\n',
    });
    expect((await decided(job)).pod.state).toBe('moved');
  });
});
