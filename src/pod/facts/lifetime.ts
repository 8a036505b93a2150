import type { Pod } from '../../model/pod.js';

const KINDS =
  /^(?:Job|CronJob|ScaledJob|JobSet|Workflow|WorkflowTemplate|CronWorkflow|PyTorchJob|TFJob|MPIJob|XGBoostJob|PaddleJob|SparkApplication)$/;

/** Whether a pod is there to finish: only then does a sidecar that never ends keep it from that. */
export function runsToCompletion({ spec, workload }: Pod): boolean {
  return (
    /^(?:Never|OnFailure)$/.test(String(spec.restartPolicy ?? '')) || KINDS.test(workload.kind)
  );
}
