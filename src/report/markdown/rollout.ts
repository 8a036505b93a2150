import { isMoved, type PodDecision } from '../../model/plan.js';
import { count } from '../counting.js';
import { HOME } from '../links.js';
import { ofSome } from '../notes.js';
import { asBlock } from '../prose.js';
import type { Told } from '../told.js';
import type { Part } from './part.js';
import { link, name, placeOf, sentence, workload } from './words.js';

const STRIPPED = `kubectl get pods -l app=NAME -o jsonpath='{range .items[*]}{.metadata.name}{range .spec.initContainers[*]}{" "}{.name}={.restartPolicy}{end}{"\\n"}{end}'
`;

/** What to do on the way to a cluster, and back. */
export function rolloutParts({ outcome, meta, pathOf }: Told): readonly Part[] {
  const moved = outcome.decisions.filter(isMoved);
  if (moved.length === 0) return [];
  const jobs = moved.filter(({ pod }) => pod.workload.kind === 'Job');
  // Jobs have a list of their own.
  const notes = ofSome(outcome.notes).filter(({ code }) => code !== 'SM802');
  return [
    {
      head: `### Rollout\n\nEvery cluster, including its nodes, has to run Kubernetes 1.${meta.kubeMinor} or newer.\n\n`,
      items: [],
      noun: '',
    },
    ...(jobs.length === 0 ? [] : [jobsPart(jobs, pathOf)]),
    ...(notes.length === 0
      ? []
      : [
          {
            head: '#### Steps for some of these pods\n\n',
            items: notes.map(
              ({ code, message, pods }) =>
                `- ${link(code)}: ${sentence(message)} (${count(pods, 'pod')})\n`,
            ),
            noun: 'notes',
          },
        ]),
    { head: `${VERIFY}${rollBack(jobs.length > 0)}`, items: [], noun: '' },
  ];
}

function jobsPart(jobs: readonly PodDecision[], pathOf: Told['pathOf']): Part {
  return {
    head: `#### Delete first: ${count(jobs.length, 'Job')}\n\nThe Pod template of a Job is immutable. An existing Job has to be deleted before the new one is applied, or the rollout fails with \`field is immutable\`.\n\n`,
    items: jobs.map((decision) => {
      const { namespace } = decision.pod.workload;
      const where = namespace === '' ? '' : ` in namespace ${name(namespace)}`;
      const place = { ...decision.pod.place, path: pathOf(decision.pod.place.path) };
      return `- ${workload(decision)}${where} (${placeOf(place)})\n`;
    }),
    noun: 'Jobs',
  };
}

const VERIFY = `#### Verify on a cluster

Before: \`kubectl apply --server-side --dry-run=server -f FOLDER\`. After, each moved container must be listed with \`Always\`:

${asBlock(STRIPPED, 'sh')}
- \`NAME=\` with nothing after it: something strips the field, such as an old admission webhook. Roll back.
- A pod that stays in \`Init:0/1\`: its sidecar does not start without the main container. \`kubectl logs POD -c SIDECAR\` shows what it waits for. Roll back, and keep that container.
- A Job reaches \`Completed\` although its sidecar does not end by itself.

`;

function rollBack(hasJobs: boolean): string {
  const jobs = hasJobs ? ' Jobs have to be deleted first, as above.' : '';
  return `#### Roll back\n\nRevert this commit and roll out again.${jobs} [More for reviewers](${HOME}/blob/main/docs/review.md).\n\n`;
}

/** What no reading of files tells. */
export function unseenParts({ outcome, pathOf }: Told): readonly Part[] {
  const unread = outcome.problems.filter(({ kind }) => kind !== 'comment' && kind !== 'directive');
  return [
    { head: UNSEEN, items: [], noun: '' },
    ...(unread.length === 0
      ? []
      : [
          {
            head: 'These files were not read, or only in part:\n\n',
            items: unread.map(
              ({ path, message }) => `- ${name(pathOf(path))}: ${sentence(message)}\n`,
            ),
            noun: 'files',
          },
        ]),
  ];
}

const UNSEEN = `### What the sources do not show

- what is inside an image: its entry point, its scripts and programs
- Services, policies, alerts and patches in other repositories
- what a cluster runs: its version, admission webhooks, and operators that rewrite pods
- values that are set only at deployment, and bases that would have to be downloaded

`;
