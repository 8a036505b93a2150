import { lookUp } from '../classify/catalogue/index.js';
import { runsToCompletion } from '../facts/lifetime.js';
import type { Code, Finding } from '../model/finding.js';
import type { Gain } from '../model/plan.js';
import type { Container, EffectivePod } from '../model/pod.js';

/** Workarounds by which a sidecar ends today: with one of them the pod does complete. */
const ENDERS: readonly Code[] = ['SM901', 'SM902', 'SM903', 'SM904', 'SM907', 'SM911', 'SM921'];

/** What a move is worth. */
export function gainOf(
  pod: EffectivePod,
  container: Container,
  findings: readonly Finding[],
): Gain {
  const { name } = container;
  const endsToday = findings.some(({ code }) => ENDERS.includes(code));
  if (runsToCompletion(pod) && !endsToday)
    return { kind: 'completes', message: `the pod never completes today: ${name} keeps running` };
  switch (lookUp(container)?.family.category) {
    case 'mesh-proxy':
    case 'database-proxy':
    case 'auth-proxy':
    case 'secret-agent':
    case 'tunnel':
    case 'docker-in-docker':
      return {
        kind: 'order',
        message: `today the application can start before ${name}, and run on after it`,
      };
    case 'log-agent':
    case 'tracing-agent':
      return { kind: 'tail', message: `today what the application says last can be lost` };
    default:
      return { kind: 'little', message: 'little: an order of start and stop' };
  }
}
