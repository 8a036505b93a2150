import { store } from './store.js';

/** Caches, brokers and queues. */
export const QUEUES = [
  store(
    'redis',
    [6379],
    [
      'redis',
      'redis-stack',
      'redis-stack-server',
      'valkey',
      'valkey/valkey',
      'keydb',
      'eqalpha/keydb',
      'dragonfly',
      'dragonflydb/dragonfly',
      'garnet',
      'redis-server',
      'redict',
    ],
    'hub.docker.com redis',
    {
      programs: ['redis-server', 'valkey-server', 'keydb-server', 'docker-entrypoint.sh'],
      suffixes: ['sentinel', 'cluster'],
    },
  ),
  store('memcached', [11211], ['memcached'], 'hub.docker.com memcached'),
  store(
    'hazelcast',
    [5701],
    ['hazelcast', 'hazelcast/hazelcast', 'apacheignite/ignite', 'infinispan', 'infinispan/server'],
    'docs.hazelcast.com docker',
  ),
  store(
    'rabbitmq',
    [5672, 15672],
    ['rabbitmq', 'rabbitmq-management', 'lavinmq', 'cloudamqp/lavinmq'],
    'hub.docker.com rabbitmq',
    {
      programs: ['rabbitmq-server', 'docker-entrypoint.sh'],
    },
  ),
  store(
    'activemq',
    [61616, 8161],
    ['activemq', 'activemq-classic', 'activemq-artemis', 'artemis', 'rmohr/activemq'],
    'activemq.apache.org docs',
  ),
  store(
    'kafka',
    [9092],
    [
      'kafka',
      'cp-kafka',
      'apache/kafka',
      'kafka-native',
      'redpanda',
      'redpandadata/redpanda',
      'wurstmeister/kafka',
      'spotify/kafka',
    ],
    'kafka.apache.org docs, docker',
    {
      suffixes: ['broker', 'server'],
    },
  ),
  store(
    'zookeeper',
    [2181],
    ['zookeeper', 'cp-zookeeper', 'kubernetes-zookeeper'],
    'hub.docker.com zookeeper',
  ),
  store(
    'schema-registry',
    [8081],
    ['cp-schema-registry', 'schema-registry', 'apicurio-registry'],
    'docs.confluent.io schema-registry',
  ),
  store('nats', [4222, 8222], ['nats', 'nats-streaming', 'nats-server'], 'hub.docker.com nats', {
    programs: ['nats-server'],
  }),
  store(
    'pulsar',
    [6650, 8080],
    ['pulsar', 'apachepulsar/pulsar', 'pulsar-all'],
    'pulsar.apache.org docs, standalone',
  ),
  store(
    'mosquitto',
    [1883],
    ['mosquitto', 'eclipse-mosquitto', 'emqx', 'vernemq', 'hivemq4'],
    'hub.docker.com eclipse-mosquitto',
  ),
  store('beanstalkd', [11300], ['beanstalkd', 'schickling/beanstalkd'], 'beanstalkd.github.io'),
  store('nsq', [4150, 4151], ['nsqio/nsq'], 'nsq.io docs'),
  store(
    'temporal-dev',
    [7233],
    ['temporalite', 'temporalio/auto-setup', 'temporal-dev-server'],
    'docs.temporal.io, development server',
  ),
];
