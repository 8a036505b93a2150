import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Building, testing and delivering. */
export const DELIVERY_CHARTS: readonly Chart[] = [
  ...charts(
    'jenkins',
    ['https://charts.jenkins.io'],
    [
      {
        name: 'jenkins',
        read: '5.9.53',
        source: 'jenkinsci/helm-charts, charts/jenkins at 22055414e808',
        notContainers: ['controller.sidecars'],
        note: 'controller.sidecars is a map of settings. Your init containers run before those of the chart.',
        components: [
          {
            from: 'controller.sidecars.additionalSidecarContainers',
            to: 'controller.customInitContainers',
            fromTpl: true,
            toTpl: true,
            position: 'before-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'gitlab',
    ['https://charts.gitlab.io'],
    [
      {
        name: 'gitlab',
        source: 'gitlab-org/charts/gitlab, docs / merge request 580 (gitlab.com)',
        note: 'Values are texts that contain YAML. Other components have similar keys.',
        components: [
          ...lists(
            ['gitlab.webservice', 'gitlab.sidekiq'],
            'extraContainers',
            'extraInitContainers',
            {
              fromShape: 'string',
              fromTpl: true,
              toShape: 'string',
              toTpl: true,
              position: 'unknown',
              hazards: ['unverified'],
            },
          ),
        ],
      },
      {
        name: 'gitlab-runner',
        source: 'gitlab-org/charts/gitlab-runner, merge request 303',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: null,
            toShape: 'unknown',
            toTpl: null,
            position: 'unknown',
            hazards: ['unverified'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'goharbor',
    ['https://helm.goharbor.io'],
    [
      {
        name: 'harbor',
        source: 'goharbor/harbor-helm, values.yaml 610-1179',
        note: 'There is no key for extra containers.',
        components: [
          { from: null, to: 'nginx.initContainers', toTpl: null },
          { from: null, to: 'portal.initContainers', toTpl: null },
          { from: null, to: 'core.initContainers', toTpl: null },
          { from: null, to: 'jobservice.initContainers', toTpl: null },
          { from: null, to: 'registry.initContainers', toTpl: null },
          { from: null, to: 'trivy.initContainers', toTpl: null },
          { from: null, to: 'exporter.initContainers', toTpl: null },
        ],
      },
    ],
  ),
  ...charts(
    'sonarsource',
    ['https://SonarSource.github.io/helm-chart-sonarqube'],
    [
      {
        name: 'sonarqube',
        read: '2026.5.0',
        source: 'SonarSource/helm-chart-sonarqube, charts/sonarqube at b6f9b63f7e74',
        note: 'Your init containers run before all of those of the chart.',
        components: [
          { from: 'extraContainers', to: 'extraInitContainers', position: 'before-own' },
        ],
      },
      {
        name: 'sonarqube-dce',
        read: '2026.5.0',
        source: 'SonarSource/helm-chart-sonarqube, charts/sonarqube-dce at b6f9b63f7e74',
        note: 'Your init containers run before all of those of the chart; the global list also goes to search nodes.',
        components: [
          ...lists(['ApplicationNodes'], 'extraContainers', 'extraInitContainers', {
            position: 'before-own',
          }),
          ...lists(['searchNodes'], 'extraContainers', 'extraInitContainers', {
            position: 'before-own',
            hazards: ['hides-another'],
          }),
        ],
      },
    ],
  ),
  ...charts(
    'gitea',
    ['https://dl.gitea.com/charts', 'oci://docker.gitea.com/charts'],
    [
      {
        name: 'gitea',
        source: 'go-gitea/helm-gitea, README parameters (find_string)',
        note: 'preExtraInitContainers would be before configure-gitea, which suits a proxy that it needs.',
        components: [
          {
            from: 'extraContainers',
            to: 'postExtraInitContainers',
            fromTpl: null,
            toTpl: null,
            position: 'after-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'runatlantis',
    ['https://runatlantis.github.io/helm-charts'],
    [
      {
        name: 'atlantis',
        read: '6.9.3',
        source: 'runatlantis/helm-charts, charts/atlantis at da94519b58bc',
        closed: true,
        components: [{ from: 'extraContainers', to: 'initContainers', position: 'before-own' }],
      },
    ],
  ),
  ...charts(
    'actions',
    ['oci://ghcr.io/actions/actions-runner-controller-charts'],
    [
      {
        name: 'gha-runner-scale-set',
        source:
          'actions/actions-runner-controller, templates/autoscalingrunnerset.yaml:237-262, _helpers.tpl:124',
        note: 'The list contains the runner. With containerMode.type: dind the chart makes dind native from Kubernetes 1.29 on.',
        components: [
          {
            from: 'template.spec.containers',
            to: 'template.spec.initContainers',
            position: 'after-own',
            ownNames: ['runner'],
            whole: true,
          },
        ],
      },
    ],
  ),
  ...charts(
    'coder',
    ['https://helm.coder.com/v2'],
    [
      {
        name: 'coder',
        source: 'coder/coder, issue coder/coder#15802',
        note: 'There is no key for extra containers.',
        components: [{ from: null, to: 'coder.initContainers', toTpl: null }],
      },
    ],
  ),
];
