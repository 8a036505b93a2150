import { dual, endsBy, endsWith, families, TRUE } from './family.js';

/** What brings secrets, tokens and certificates, and renews them. */
export const SECRET_AGENTS = families('secret-agent', [
  [
    'aws-secrets-agent',
    ['aws-secrets-manager-agent', 'aws-secretsmanager-agent'],
    ['secrets-store-agent', 'aws-secrets-manager-agent'],
    'aws/aws-secretsmanager-agent README',
  ],
  [
    'aws-secrets-sidecar',
    ['aws-secrets-manager-secret-sidecar'],
    [],
    'aws-samples/aws-secret-sidecar-injector README: it writes the secret and is done',
    { otherwise: 'ends' },
  ],
  [
    'conjur-authn',
    ['conjur-authn-k8s-client', 'secrets-provider-for-k8s', 'conjur-authn-k8s-sidecar'],
    ['conjur-authenticator', 'authenticator', 'cyberark-secrets-provider-for-k8s'],
    'cyberark/conjur-authn-k8s-client README',
    {
      // cyberark/secrets-provider-for-k8s README, CONTAINER_MODE
      modes: [
        { becomes: 'ends', env: ['CONTAINER_MODE', /^(?:init|application)$/] },
        { becomes: 'ends', env: ['conjur.org/container-mode', /^init$/] },
      ],
    },
  ],
  [
    'spiffe-helper',
    ['spiffe-helper'],
    ['spiffe-helper'],
    'spiffe/spiffe-helper README',
    { modes: [{ becomes: 'ends', word: ['-daemon-mode=false', '--daemon-mode=false'] }] },
  ],
  [
    'spire-agent',
    ['spiffe/spire-agent', 'spire-agent'],
    ['spire-agent'],
    'spiffe.io docs, a DaemonSet; beside an application where the node has none',
    {
      nature: dual('sure'),
      modes: [{ becomes: 'runs', sub: ['run'] }, endsBy('api', 'healthcheck', 'validate')],
    },
  ],
  [
    'spire-server',
    ['spiffe/spire-server', 'spire-server'],
    [],
    'spiffe.io docs: a workload of its own',
    { nature: dual('never'), otherwise: 'other' },
  ],
  [
    'consul-template',
    ['hashicorp/consul-template', 'consul-template'],
    ['consul-template'],
    'hashicorp/consul-template README, -once and exec mode',
    { modes: [endsWith('once', 'dry', 'version', 'v'), { becomes: 'other', flag: ['exec'] }] },
  ],
  [
    'envconsul',
    ['hashicorp/envconsul', 'envconsul'],
    [],
    'hashicorp/envconsul README: it runs the application',
    { nature: dual('never'), otherwise: 'other' },
  ],
  [
    'kerberos-renewer',
    ['kerberos-sidecar', 'kinit-sidecar', 'krb5-sidecar', 'kerberos-renewer', 'krb5-renewer'],
    ['kinit-sidecar', 'kerberos-sidecar', 'kerberos-renewer', 'krb5-sidecar'],
    'Red Hat, Kerberos sidecar container; k5start(1), -K and -b',
    {
      programs: ['kerberos-renewer'],
    },
  ],
  [
    'k5start',
    [],
    ['k5start', 'krenew'],
    'k5start(1): it stays with -K, and ends without',
    {
      programs: ['k5start', 'krenew'],
      modes: [{ becomes: 'runs', flag: ['K'] }],
      otherwise: 'ends',
    },
  ],
  [
    'kinit',
    [],
    [],
    'kinit(1): it gets a ticket and exits',
    { programs: ['kinit', 'klist', 'kdestroy'], otherwise: 'ends' },
  ],
  [
    'infisical-agent',
    ['infisical/cli', 'infisical-cli'],
    ['infisical-agent'],
    'infisical.com docs, infisical-agent',
    {
      programs: ['infisical'],
      modes: [
        { becomes: 'runs', sub: ['agent', 'gateway'] },
        endsBy('export', 'secrets', 'login', 'scan', 'user', 'init', 'folders', 'token', 'reset'),
      ],
      otherwise: 'other',
    },
  ],
  [
    'doppler',
    ['dopplerhq/cli'],
    [],
    'docs.doppler.com cli: run starts the application',
    {
      nature: dual('never'),
      programs: ['doppler'],
      modes: [endsBy('secrets', 'login', 'setup', 'configure', 'me', 'configs', 'projects')],
      otherwise: 'other',
    },
  ],
  [
    'akeyless-sidecar',
    [
      ...['akeyless/k8s-secrets-sidecar', 'akeyless/k8s-secret-sidecar'],
      ...['akeyless/secrets-sidecar', 'akeyless/k8s-secrets-injection'],
    ],
    ['akeyless-sidecar', 'aks-sidecar'],
    'docs.akeyless.io, Kubernetes plugin',
    { programs: ['akeyless-sidecar'] },
  ],
  [
    'onepassword-connect-sync',
    ['1password/connect-sync'],
    ['connect-sync'],
    '1Password/connect-helm-charts charts/connect: one of a pair that shares its data',
    { nature: dual('never') },
  ],
  [
    'vault-agent',
    ['hashicorp/vault', 'vault', 'hashicorp/vault-enterprise', 'openbao/openbao', 'openbao'],
    ['vault-agent', 'vault-agent-sidecar', 'bao-agent'],
    'developer.hashicorp.com vault, agent',
    {
      programs: ['vault', 'bao'],
      modes: [
        { becomes: 'ends', sub: ['agent', 'proxy'], flag: ['exit-after-auth'] },
        { becomes: 'other', sub: ['agent'], flag: ['exec'] },
        { becomes: 'runs', sub: ['agent', 'proxy'] },
        // developer.hashicorp.com vault, dev server: in memory, and gone with the process.
        { becomes: 'stores', sub: ['server'], flag: ['dev'] },
        endsBy('kv', 'read', 'write', 'login', 'token', 'unwrap', 'status', 'operator', 'list'),
        endsBy(
          'delete',
          'lease',
          'secrets',
          'auth',
          'policy',
          'print',
          'path-help',
          'version',
          'pki',
        ),
      ],
      otherwise: 'other',
      answers: [8200],
    },
  ],
  [
    'vault-secrets-gen',
    ['bank-vaults/vault-env', 'vault-env'],
    [],
    'bank-vaults.dev docs, vault-env: it runs the application',
    {
      nature: dual('never'),
      modes: [{ becomes: 'runs', env: ['VAULT_ENV_DAEMON', TRUE] }],
      otherwise: 'other',
    },
  ],
  [
    'cert-renewer',
    ['smallstep/step-cli', 'step-cli', 'autocert-renewer', 'autocert/renewer', 'cfssl-sidecar'],
    ['autocert-renewer'],
    'smallstep.com docs, step ca renew --daemon',
    {
      programs: ['step', 'autocert-renewer'],
      modes: [
        { becomes: 'runs', sub: ['ca renew'], flag: ['daemon'] },
        endsBy('ca', 'certificate', 'crypto', 'oauth', 'ssh', 'path'),
      ],
    },
  ],
  [
    'ecr-token-refresher',
    ['ecr-token-refresh', 'ecr-credential-refresher', 'registry-creds', 'gcp-token-refresher'],
    ['token-refresher', 'ecr-token-refresher', 'credential-refresher', 'credentials-refresher'],
    'upmc-enterprises/registry-creds README',
    { nature: dual('sure') },
  ],
  [
    'iam-roles-anywhere',
    [
      'aws_signing_helper',
      'aws-signing-helper',
      'iam-roles-anywhere-sidecar',
      'rolesanywhere-credential-helper',
    ],
    ['iam-roles-anywhere-sidecar', 'aws-signing-helper'],
    'aws/rolesanywhere-credential-helper README, serve',
    {
      programs: ['aws_signing_helper', 'aws-signing-helper'],
      modes: [endsBy('credential-process', 'read-certificate-data', 'sign-string', 'version')],
    },
  ],
]);
