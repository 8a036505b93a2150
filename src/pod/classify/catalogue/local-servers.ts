import { dual, endsBy, families } from './family.js';

/** What answers an application on localhost out of what it fetches: flags, policies, configuration. */
export const LOCAL_SERVERS = families(
  'local-server',
  [
    [
      'flagd',
      ['open-feature/flagd', 'flagd'],
      ['flagd'],
      'flagd.dev docs, architecture: as a sidecar; open-feature-operator',
      { answers: [8013, 8014, 8015, 8016] },
    ],
    [
      'ld-relay',
      ['launchdarkly/ld-relay', 'ld-relay'],
      ['ld-relay'],
      'launchdarkly/ld-relay README',
      { answers: [8030] },
    ],
    [
      'unleash-edge',
      ['unleashorg/unleash-edge', 'unleash-edge', 'unleashorg/unleash-proxy', 'unleash-proxy'],
      ['unleash-edge', 'unleash-proxy'],
      'Unleash/unleash-edge README',
      { answers: [3063, 3000] },
    ],
    [
      'growthbook-proxy',
      ['growthbook/proxy', 'growthbook-proxy'],
      ['growthbook-proxy'],
      'docs.growthbook.io, self-host/proxy',
      { answers: [3300] },
    ],
    [
      'split-proxy',
      ['splitsoftware/split-proxy', 'split-proxy', 'splitsoftware/split-evaluator'],
      ['split-proxy'],
      'help.split.io, Split proxy and evaluator',
      { answers: [3000, 7548] },
    ],
    [
      'cerbos',
      ['cerbos/cerbos', 'cerbos'],
      ['cerbos'],
      'docs.cerbos.dev, deployment: as a sidecar',
      { answers: [3592, 3593], modes: [endsBy('compile', 'healthcheck', 'version')] },
    ],
    [
      'topaz',
      ['aserto-dev/topaz'],
      ['topaz'],
      'topaz.sh docs, deployment: as a sidecar',
      { answers: [8282, 8383, 9292, 9393] },
    ],
    [
      'oathkeeper',
      ['oryd/oathkeeper', 'ory/oathkeeper', 'oathkeeper'],
      ['oathkeeper'],
      'ory.sh docs, oathkeeper: decisions API; a gateway of its own as often',
      {
        answers: [4456, 4455],
        modes: [{ becomes: 'runs', sub: ['serve'] }],
        otherwise: 'ends',
        bare: 'runs',
      },
    ],
    [
      'opal-client',
      ['permitio/opal-client', 'opal-client', 'opal-client-standalone', 'permitio/pdp-v2'],
      ['opal-client', 'permit-pdp'],
      'docs.opal.ac, getting-started; docs.permit.io, PDP as a sidecar',
      { answers: [7000, 7766, 8181] },
    ],
    [
      'onepassword-connect-api',
      ['1password/connect-api'],
      ['connect-api'],
      'developer.1password.com connect, deployment',
      { answers: [8080] },
    ],
    [
      'appconfig-agent',
      ['aws-appconfig/aws-appconfig-agent', 'aws-appconfig-agent'],
      ['appconfig-agent', 'aws-appconfig-agent'],
      'docs.aws.amazon.com AppConfig agent, Amazon ECS and EKS',
      { answers: [2772] },
    ],
  ],
  dual('never'),
);
