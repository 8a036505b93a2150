import { families } from './family.js';
import { CLOUDS } from './stores/clouds.js';
import { DATABASES } from './stores/databases.js';
import { DOUBLES } from './stores/doubles.js';
import { MODELS } from './stores/models.js';
import { QUEUES } from './stores/queues.js';

/** Databases, brokers, caches and browsers, and what stands in for the services of a cloud. */
export const STORES = families('backing-store', [
  ...DATABASES,
  ...QUEUES,
  ...CLOUDS,
  ...DOUBLES,
  ...MODELS,
]);
