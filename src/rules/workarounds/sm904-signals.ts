import type { Container } from '../../model/container.js';
import type { Rule } from '../../model/rule.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { placeOfCall } from '../../pod/facts/places.js';
import { programOf } from '../../pod/facts/programs.js';
import { isAbout, signalOf } from '../../pod/facts/quits.js';
import { allCalls } from '../../pod/facts/scripts.js';

/** One container signals another through the process namespace that they share. */
export const signals: Rule = {
  code: 'SM904',
  title: 'a signal from container to container',
  sources: [
    'kubernetes/website tasks/configure-pod-container/share-process-namespace.md',
    'KEP-753',
  ],
  absolute: false,
  check: ({ pod, container, apps }) => {
    if (pod.spec.shareProcessNamespace !== true) return [];
    for (const app of apps) {
      const killer = allCalls(app).find((call) => {
        const signal = signalOf(call);
        return signal?.ends === true && isAbout(signal, container, apps);
      });
      if (killer !== undefined)
        return [
          {
            severity: 'warn',
            message: `${app.name} ends ${container.name} with a signal (${killer.text.slice(0, 60)}): as a sidecar it would be started again, and is stopped after the application anyway`,
            remedy: `take the signal out of ${app.name}; shareProcessNamespace may serve others`,
            place: placeOfCall(app, killer),
          },
        ];
    }
    if (!isUnseen(container)) return [];
    return [
      {
        severity: 'warn',
        message: `${container.name} shares the processes of the pod, and what it does with them stands in a script that is not seen: the processes of the application are not there yet when it starts`,
        remedy: `see that ${container.name} waits for the processes it needs, then accept SM904`,
      },
    ];
  },
};

function isUnseen(container: Container): boolean {
  const program = programOf(container);
  if (lookUp(container)?.family.category === 'reloader') return program.kind !== 'shell';
  return program.kind === 'exec' && /\.(?:sh|bash|py)$/.test(program.calls[0]?.name ?? '');
}
