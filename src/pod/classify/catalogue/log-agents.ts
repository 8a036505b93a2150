import { dual, endsBy, endsWith, families, TRUE } from './family.js';

/** What takes the logs of an application elsewhere, or turns them over. */
export const LOG_AGENTS = families('log-agent', [
  [
    'fluent-bit',
    [
      'fluent/fluent-bit',
      'fluent-bit',
      'aws-for-fluent-bit',
      'fluentbit',
      'newrelic-fluentbit-output',
    ],
    ['fluent-bit', 'fluentbit', 'fluent-bit-sidecar', 'fluentbit-sidecar'],
    'docs.fluentbit.io installation/kubernetes',
    {
      nature: dual('intake'),
      suffixes: ['init', 'loki', 'output', 'plugin', 'plugin-loki', 'kafka', 'watcher', 'aws'],
      programs: ['fluent-bit'],
      modes: [
        // docs.fluentbit.io, pipeline/inputs/tail: Exit_On_Eof
        { becomes: 'ends', word: ['exit_on_eof=true', 'exit_on_eof=on', 'exit_on_eof=yes'] },
        endsWith('dry-run', 'version', 'help', 'sosreport'),
      ],
    },
  ],
  [
    'fluentd',
    ['fluent/fluentd', 'fluentd', 'google-fluentd', 'kubernetes-fluentd', 'logging-fluentd'],
    ['fluentd', 'fluentd-sidecar'],
    'kubernetes/website concepts/cluster-administration/logging, sidecar with a logging agent',
    {
      nature: dual('intake'),
      suffixes: [
        ...['gcp', 'gcp-scaler', 'elasticsearch', 'elasticsearch7', 'elasticsearch8', 'opensearch'],
        ...['kubernetes-daemonset', 'loki', 's3', 'kafka', 'kafka2', 'cloudwatch', 'hec', 'splunk'],
        ...[
          'sumologic',
          'papertrail',
          'kinesis',
          'azureblob',
          'logzio',
          'syslog',
          'forward',
          'init',
        ],
        ...['forwarder', 'newrelic', 'datadog', 'stackdriver', 'drain-watch'],
      ],
      modes: [endsWith('dry-run', 'version', 'setup', 'show-plugin-config')],
    },
  ],
  [
    'filebeat',
    ['beats/filebeat', 'filebeat'],
    ['filebeat', 'filebeat-sidecar'],
    'elastic.co beats/filebeat running-on-kubernetes',
    {
      nature: dual('intake'),
      modes: [
        // elastic.co beats/filebeat command-line-options
        endsWith('once'),
        endsBy('setup', 'export', 'test', 'keystore', 'modules', 'enroll', 'version', 'help'),
      ],
    },
  ],
  [
    'elastic-agent',
    [
      'beats/elastic-agent',
      'elastic-agent',
      'elastic-agent/elastic-agent',
      'elastic-agent-complete',
    ],
    ['elastic-agent'],
    'elastic.co fleet docs, running-on-kubernetes',
    {
      nature: dual('sure'),
      suffixes: ['complete', 'slim', 'service'],
      modes: [endsBy('enroll', 'inspect', 'diagnostics', 'status', 'version', 'uninstall')],
    },
  ],
  [
    'promtail',
    ['grafana/promtail', 'promtail'],
    ['promtail', 'promtail-sidecar'],
    'grafana.com loki send-data/promtail',
    {
      nature: dual('intake'),
      modes: [endsWith('dry-run', 'check-syntax', 'version', 'stdin')],
    },
  ],
  [
    'vector-agent',
    ['timberio/vector', 'vectordotdev/vector'],
    ['vector', 'vector-sidecar', 'vector-agent'],
    'vector.dev setup/deployment/roles, sidecar and aggregator',
    {
      nature: dual('intake'),
      programs: ['vector'],
      modes: [endsBy('validate', 'test', 'graph', 'list', 'generate', 'vrl', 'completion', 'help')],
    },
  ],
  [
    'logstash',
    [
      'logstash/logstash',
      'logstash',
      'logstash-output-opensearch',
      'logstash-oss-with-opensearch-output-plugin',
    ],
    ['logstash', 'logstash-sidecar'],
    'elastic.co logstash docs, docker; a pipeline of its own as often',
    { nature: dual('never'), modes: [endsWith('t', 'config.test_and_exit', 'version')] },
  ],
  [
    'splunk-forwarder',
    [
      'splunk/universalforwarder',
      'universalforwarder',
      'splunkforwarder',
      'splunk-universalforwarder',
    ],
    ['splunk-forwarder', 'splunkforwarder', 'splunk-uf', 'splunk-universal-forwarder'],
    'splunk/docker-splunk docs',
  ],
  [
    'sumologic-collector',
    ['sumologic/collector', 'sumologic-collector'],
    ['sumologic-collector', 'sumologic'],
    'SumoLogic/sumologic-collector-docker README',
    { nature: dual('sure') },
  ],
  [
    'logdna-agent',
    ['logdna/logdna-agent', 'logdna-agent', 'mezmo/logdna-agent', 'logdna-agent-v2'],
    ['logdna-agent', 'mezmo-agent'],
    'logdna/logdna-agent-v2 README',
    { nature: dual('sure') },
  ],
  [
    'papertrail',
    ['remote_syslog2', 'remote-syslog2', 'papertrail-agent', 'solarwinds-otel-collector'],
    ['papertrail', 'remote-syslog'],
    'papertrail/remote_syslog2 README',
    { programs: ['remote_syslog'], nature: dual('sure') },
  ],
  [
    'logrotate',
    ['logrotate', 'honestica/logrotate', 'blacklabelops/logrotate', 'docker-logrotate'],
    ['logrotate', 'log-rotate', 'logrotate-sidecar'],
    'blacklabelops/logrotate README',
    { programs: ['logrotate.sh'] },
  ],
  [
    'logrotate-command',
    [],
    [],
    'logrotate(8): it looks once and exits',
    {
      programs: ['logrotate'],
      modes: [endsWith('version')],
      otherwise: 'ends',
    },
  ],
  [
    'cribl-edge',
    ['cribl/cribl'],
    ['cribl-edge'],
    'docs.cribl.io, Edge; a Stream of its own as often',
    {
      nature: dual('intake'),
      programs: ['cribl'],
      modes: [
        { becomes: 'runs', env: ['CRIBL_DIST_MODE', /edge/i] },
        { becomes: 'runs', env: ['CRIBL_EDGE', TRUE] },
      ],
      otherwise: 'other',
    },
  ],
  [
    'logspout',
    ['gliderlabs/logspout', 'logspout'],
    [],
    'gliderlabs/logspout README',
    { nature: dual('sure') },
  ],
  [
    'rsyslog',
    ['rsyslog/syslog_appliance_alpine', 'rsyslog', 'rsyslogd'],
    ['rsyslog'],
    'rsyslog.com container docs',
    {
      nature: dual('intake'),
      programs: ['rsyslogd'],
      suffixes: ['sidecar', 'client', 'forwarder'],
    },
  ],
  [
    'syslog-ng',
    ['balabit/syslog-ng', 'syslog-ng', 'axoflow/axosyslog', 'axosyslog'],
    ['syslog-ng'],
    'syslog-ng/syslog-ng docker README',
    { nature: dual('intake'), modes: [endsWith('syntax-only', 's', 'version')] },
  ],
  [
    'multilog-tail',
    [
      'kubernetes-sigs/log-tailer',
      'kube-logging/log-tailer',
      'eventlog-tail',
      'log-tailer',
      'busybox-tail',
    ],
    ['log-tailer', 'logtailer', 'tail-sidecar'],
    'SumoLogic/tailing-sidecar README; kube-logging docs, tailers',
  ],
  [
    'tailing-sidecar',
    ['tailing-sidecar', 'sumologic/tailing-sidecar'],
    ['tailing-sidecar'],
    'SumoLogic/tailing-sidecar README',
  ],
]);
