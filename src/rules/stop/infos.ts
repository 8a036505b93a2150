import type { Rule } from '../../model/rule.js';
import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { type InfoRow, informing } from '../define.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM305',
    'a run that ends',
    'kubernetes/website concepts/workloads/pods/sidecar-containers.md',
    ({ pod, container }) =>
      runsToCompletion(pod)
        ? `once every application has ended ${container.name} is stopped, and the pod finishes`
        : null,
  ],
  [
    'SM310',
    'a stop during the start',
    'kubernetes/kubernetes#125880, #125935',
    ({ pod, container, moving, settings }) =>
      settings.kubeMinor <= 30 && pod.initContainers.length + moving.length >= 2
        ? `on early patches of 1.29 and 1.30 a pod that is deleted while ${container.name} starts gets no signal before the grace period is over`
        : null,
  ],
];

/** What only informs in section 3a. */
export const STOP_INFOS: readonly Rule[] = informing(ROWS);
