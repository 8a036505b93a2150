import { store } from './store.js';

/** What stands in for the services of a cloud. */
export const CLOUDS = [
  store(
    'minio',
    [9000, 9001],
    [
      'minio',
      'minio/minio',
      'seaweedfs',
      'chrislusf/seaweedfs',
      's3mock',
      'adobe/s3mock',
      'fake-s3',
      's3ninja',
      's3proxy',
    ],
    'min.io docs',
    {
      programs: ['minio', 'docker-entrypoint.sh'],
    },
  ),
  store(
    'fake-gcs-server',
    [4443],
    ['fake-gcs-server', 'fsouza/fake-gcs-server', 'storage-testbench'],
    'fsouza/fake-gcs-server README',
  ),
  store(
    'localstack',
    [4566],
    ['localstack', 'localstack/localstack', 'localstack-pro', 'motoserver/moto'],
    'docs.localstack.cloud',
  ),
  store(
    'dynamodb-local',
    [8000],
    ['dynamodb-local', 'amazon/dynamodb-local'],
    'docs.aws.amazon.com DynamoDB local',
  ),
  store(
    'sqs-double',
    [9324],
    ['elasticmq', 'elasticmq-native', 'softwaremill/elasticmq', 'alpine-sqs'],
    'softwaremill/elasticmq README',
  ),
  store(
    'kinesalite',
    [4567],
    ['kinesalite', 'kinesis-mock', 'etspaceman/kinesis-mock'],
    'etspaceman/kinesis-mock README',
  ),
  store(
    'azurite',
    [10000, 10001, 10002],
    ['azurite', 'azure-storage/azurite'],
    'Azure/Azurite README',
  ),
  store(
    'cosmosdb-emulator',
    [8081, 10255],
    ['azure-cosmos-emulator', 'cosmosdb/linux/azure-cosmos-emulator', 'cosmosdb-emulator'],
    'learn.microsoft.com cosmos-db emulator',
  ),
  store(
    'servicebus-emulator',
    [5672],
    ['servicebus-emulator', 'eventhubs-emulator', 'azure-messaging/servicebus-emulator'],
    'learn.microsoft.com service-bus emulator',
  ),
  store(
    'gcp-emulator',
    [8085, 8080, 9010, 8086],
    [
      'cloud-spanner-emulator/emulator',
      'cloud-spanner-emulator',
      'pubsub-emulator',
      'google-pubsub-emulator',
      'firestore-emulator',
      'datastore-emulator',
      'bigquery-emulator',
      'bigtable-emulator',
      'gcloud-pubsub-emulator',
    ],
    'cloud.google.com docs, emulators',
  ),
  store(
    'gcloud-emulator',
    [8085, 8080, 8081, 8086, 9010, 9020],
    [],
    'cloud.google.com sdk docs, gcloud beta emulators',
    {
      programs: ['gcloud'],
      modes: [{ becomes: 'runs', sub: ['emulators', 'beta emulators', 'alpha emulators'] }],
      otherwise: 'other',
    },
  ),
];
