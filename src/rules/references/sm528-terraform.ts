import { informing, rule } from '../define.js';
import { namedByTool } from './named-by-tool.js';

export const terraform = rule({
  code: 'SM528',
  title: 'a manifest in Terraform',
  sources: ['hashicorp/terraform-provider-kubernetes#2446'],
  effects: ['informs'],
  harm: 'Typed resources of the Terraform provider for Kubernetes have no restart_policy for init containers; kubernetes_manifest and kubectl_manifest pass it on.',
  seen: 'The name of the sidecar, or of its file, in a .tf file with Kubernetes resources.',
  fix: 'Nothing to do for kubernetes_manifest; leave typed resources as they are.',
  check: informing((subject) =>
    namedByTool(
      subject,
      ['Terraform'],
      (_, name, place) =>
        `Terraform refers to ${name}: its typed resources have no restart_policy for init containers, kubernetes_manifest and kubectl_manifest pass it on (${place})`,
    ),
  ),
});
