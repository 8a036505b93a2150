import type { Container } from '../../../model/container.js';
import { baseOf, tagOf } from '../../classify/catalogue/image.js';
import { lookUp } from '../../classify/catalogue/index.js';
import { commandText } from '../../classify/command.js';
import { envValues } from '../scripts.js';

/** Whether a program ends at its start while what it asks in its pod does not answer. */
export type Patience = 'gives-up' | 'waits' | 'unknown';

interface Impatient {
  readonly image: RegExp;
  readonly when: (container: Container, port: number) => boolean;
}

/** Programs that end where another one does not answer yet, each with its source. */
const IMPATIENT: readonly Impatient[] = [
  {
    // oauth2-proxy/oauth2-proxy pkg/validation/sessions.go: "unable to set a redis initialization key".
    image: /oauth2?-proxy/,
    when: (container, port) =>
      new RegExp(`rediss?://[^\\s,]{0,200}:${port}(?!\\d)`).test(textOf(container)),
  },
  // danielqsj/kafka_exporter kafka_exporter.go: "Error Init Kafka Client".
  { image: /^kafka[-_]exporter$/, when: () => true },
  // nginxinc/nginx-prometheus-exporter below 1.0: "Could not create Nginx Client".
  {
    image: /nginx-prometheus-exporter|^nginx-exporter$/,
    when: ({ image }) => /^v?0\./.test(tagOf(image ?? '')),
  },
];

/** Families that serve on, and try again, while what they ask is not there. */
const PATIENT: readonly string[] = [
  ...['mesh-proxy', 'auth-proxy', 'database-proxy', 'secret-agent', 'tunnel', 'exporter'],
  ...['log-agent', 'tracing-agent', 'reloader', 'csi-helper', 'docker-in-docker'],
];

export function patienceOf(container: Container, port: number): Patience {
  const base = baseOf(container.image ?? '');
  if (IMPATIENT.some(({ image, when }) => image.test(base) && when(container, port)))
    return 'gives-up';
  const category = lookUp(container)?.family.category;
  return category !== undefined && PATIENT.includes(category) ? 'waits' : 'unknown';
}

function textOf(container: Container): string {
  return [commandText(container), ...envValues(container)].join(' ');
}
