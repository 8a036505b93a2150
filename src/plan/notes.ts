import type { Code, Note } from '../model/finding.js';
import { isMoved, type PodDecision } from '../model/plan.js';
import { appsBeside, type Container, type EffectivePod } from '../model/pod.js';
import { type Settings, settingsAt } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { isMap } from '../model/value.js';
import { runsToCompletion } from '../pod/facts/lifetime.js';
import { handlersOf, probeOf } from '../pod/facts/programs.js';
import { sleepOf } from '../pod/facts/times.js';
import { scales } from '../rules/references/selects.js';
import { isMeshedUnknown } from '../rules/start/sm214-mesh.js';
import { facesInbound } from '../rules/stop/sm309-inbound-proxy.js';
import { isOld } from '../rules/version.js';

/** A pod with sidecars that move. */
interface Migrated {
  readonly pod: EffectivePod;
  readonly moving: readonly Container[];
  readonly apps: readonly Container[];
  readonly settings: Settings;
  /** Names of the containers that lose their hooks. */
  readonly hooksGone: readonly string[];
  readonly tree: Tree;
}

type Row = readonly [code: Code, message: string, applies: (migrated: Migrated) => boolean];

const always = (): boolean => true;

/** True of many migrations, and never held against one move. */
export const NOTE_ROWS: readonly Row[] = [
  [
    'SM117',
    'a Pod that exists cannot be changed: delete it and create it again',
    ({ pod }) => pod.workload.kind === 'Pod',
  ],
  [
    'SM208',
    'a sidecar that crashes at start now holds its application back; before, both started',
    always,
  ],
  [
    'SM209',
    'without a startupProbe a sidecar counts as started as soon as its process runs',
    ({ moving }) => moving.some((each) => probeOf(each, 'startupProbe') === undefined),
  ],
  [
    'SM214',
    'the pod is meshed: before Istio 1.27 and Linkerd 2.20 the sidecar starts before the proxy that it sends through; say which runs in the environment of the config',
    ({ pod, settings }) => isMeshedUnknown(pod, settings),
  ],
  [
    'SM216',
    'early patches of 1.29, 1.30 and 1.31 left such pods pending after errors of the container runtime',
    ({ settings }) => settings.kubeMinor <= 31,
  ],
  [
    'SM301',
    'on deletion a sidecar is stopped after the applications have ended, or when the grace period is over',
    always,
  ],
  [
    'SM302',
    'the grace period is one for all: what an application uses of it a sidecar no longer has',
    ({ apps }) => apps.some((each) => sleepOf(each, 'preStop') > 0),
  ],
  [
    'SM306',
    'the exit code of a sidecar no longer fails its pod',
    ({ pod }) => runsToCompletion(pod),
  ],
  [
    'SM309',
    'a proxy outlives its application now: without a preStop sleep on the application clients may see 502 for a moment',
    ({ apps, moving }) =>
      moving.some(facesInbound) && apps.every((each) => sleepOf(each, 'preStop') === 0),
  ],
  [
    'SM404',
    'when a node runs out of memory a sidecar is killed no sooner than its application',
    ({ apps, moving }) => [...apps, ...moving].some((each) => isMap(each.value.resources)),
  ],
  [
    'SM507',
    'a VerticalPodAutoscaler up to 1.7 sizes no sidecars: what moves keeps the resources that it has now',
    ({ pod, tree }) =>
      tree.scalers.some((scaler) => scaler.form === 'vertical' && scales(scaler, pod)),
  ],
  [
    'SM510',
    'kubectl logs and exec without -c reach another container than before: the sidecar stood first',
    ({ pod, moving }) =>
      moving.some(({ index }) => index === 0) &&
      pod.podAnnotations['kubectl.kubernetes.io/default-container'] === undefined,
  ],
  [
    'SM511',
    'kubectl before 1.28, which this tree pins, counts no sidecars under READY and shows the pods as Init',
    ({ tree }) => tree.tools.some(({ tool }) => tool === 'kubectl'),
  ],
  [
    'SM517',
    'Argo CD before 2.13 shows pods with sidecars as Init: only its display is wrong',
    ({ settings, tree }) =>
      tree.tools.some(({ tool }) => tool === 'Argo CD') && isOld(settings, 'argo-cd', '2.13'),
  ],
  [
    'SM518',
    'policies of this tree look at containers only: what moves is out of their sight',
    ({ tree }) => tree.policies.length > 0,
  ],
  [
    'SM702',
    'a sidecar without any probe or hook has no tripwire: should anything strip restartPolicy, the pod hangs instead of being rejected; a livenessProbe would be one',
    ({ moving, hooksGone }) =>
      moving.some((each) => !hasHandler(each, hooksGone.includes(each.name))),
  ],
  ['SM703', 'every node must run 1.29 or newer too: kubectl get nodes', always],
  [
    'SM704',
    'a node of 1.27 or older does not know the field: the sidecar holds its pod back for ever there, whatever probes it has',
    always,
  ],
  ['SM705', 'a scheduler without the gate SidecarContainers leaves the pods pending', always],
  [
    'SM706',
    'after the rollout see that nothing stripped the field: kubectl get pod NAME -o jsonpath=\'{range .spec.initContainers[*]}{.name}={.restartPolicy}{"\\n"}{end}\'',
    always,
  ],
  [
    'SM709',
    'policies and webhooks that reject unknown fields may reject restartPolicy in initContainers',
    always,
  ],
  [
    'SM710',
    'to go back, revert the files and leave the gate on; a downgrade below 1.29 means deleting the pods and creating them again',
    always,
  ],
  [
    'SM801',
    'a change of the template rolls the pods out again; a ReplicaSet keeps those it has, a CronJob changes its next Jobs',
    ({ pod }) =>
      /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|CronJob)$/.test(pod.workload.kind),
  ],
  [
    'SM802',
    'the template of a Job cannot be changed: delete the Job before it is applied again',
    ({ pod }) => pod.workload.kind === 'Job' && pod.workload.apiVersion.startsWith('batch/'),
  ],
  [
    'SM803',
    'an object that kubectl apply did not make keeps the sidecar in containers too, and is rejected for a duplicate name: replace it',
    ({ pod }) => pod.workload.kind !== 'Pod' && pod.workload.kind !== 'Job',
  ],
];

function hasHandler(container: Container, losesHook: boolean): boolean {
  return handlersOf(container).some((key) => key !== 'lifecycle' || !losesHook);
}

/** The notes that the moved pods give rise to, each with the number of pods. */
export function notesFor(
  decisions: readonly PodDecision[],
  settings: Settings,
  tree: Tree,
): readonly Note[] {
  const migrated = decisions.filter(isMoved).map(({ pod, containers, change }): Migrated => {
    const moving = containers.filter(({ state }) => state === 'moved').map((e) => e.container);
    const apps = appsBeside(pod, moving);
    const hooksGone = (change?.operations ?? []).flatMap((operation) =>
      operation.op === 'remove-node' && operation.node.join() === 'lifecycle'
        ? [operation.name ?? '']
        : [],
    );
    return { pod, moving, apps, settings: settingsAt(settings, pod.place.path), hooksGone, tree };
  });
  return NOTE_ROWS.flatMap(([code, message, applies]) => {
    const pods = migrated.filter(applies).length;
    return pods === 0 ? [] : [{ code, message, pods }];
  });
}
