import type { ReferenceCase } from '../../support/references.js';
import { tool } from './parts.js';

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'Skaffold names the sidecar',
    code: 'SM526',
    severity: 'info',
    fires: tool(
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta6\nkind: Config\nverify:\n- name: agent\n',
    ),
    where: 'skaffold.yaml:4',
    says: 'Skaffold refers to agent',
    misses: [
      [
        'a longer word',
        tool(
          'skaffold.yaml',
          'apiVersion: skaffold/v4beta6\nkind: Config\nverify:\n- name: user-agent\n',
        ),
      ],
      [
        'not Skaffold',
        tool('skaffold.yaml', 'apiVersion: v1\nkind: Config\nverify:\n- name: agent\n'),
      ],
    ],
  },
  {
    name: 'a Tiltfile names the sidecar',
    code: 'SM526',
    severity: 'info',
    fires: tool(
      'dev/Tiltfile',
      "k8s_yaml('shop.yaml')\ndocker_build('agent', '.', live_update=[])\n",
    ),
    where: 'dev/Tiltfile:2',
    says: 'Tilt refers to agent',
    misses: [['App', tool('dev/Tiltfile', "docker_build('web', '.')\n")]],
  },
];
