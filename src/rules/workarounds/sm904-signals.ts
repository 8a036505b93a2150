import type { Container } from '../../model/container.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { placeOfCall } from '../../pod/facts/places.js';
import { programOf } from '../../pod/facts/programs.js';
import { isAbout, signalOf } from '../../pod/facts/quits.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { rule, warns } from '../define.js';

/** One container signals another through the process namespace that they share. */
export const signals = rule({
  code: 'SM904',
  title: 'a signal from one container to another',
  sources: [
    'kubernetes/website tasks/configure-pod-container/share-process-namespace.md',
    'KEP-753',
  ],
  effects: ['warns', 'informs'],
  harm: 'Containers that share a process namespace can signal each other: a sidecar that is killed is restarted, and a process that it looks for does not exist yet.',
  seen: 'shareProcessNamespace, and kill or pkill in the main container, or a script of the sidecar that cannot be seen.',
  fix: 'Remove the signal; check that the sidecar waits for the processes that it needs.',
  before: 'command: [sh, -c, "run; pkill envoy"]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: ({ pod, container, apps }) => {
    if (pod.spec.shareProcessNamespace !== true) return [];
    for (const app of apps) {
      const killer = allCalls(app).find((call) => {
        const signal = signalOf(call);
        return signal?.ends === true && isAbout(signal, container, apps);
      });
      if (killer !== undefined)
        return warns(
          `${app.name} ends ${container.name} with a signal (${killer.text.slice(0, 60)}): as a sidecar it would be restarted, and it is stopped after the main container anyway`,
          `remove the signal from ${app.name}; shareProcessNamespace may have other uses`,
          { place: placeOfCall(app, killer) },
        );
    }
    if (!isUnseen(container)) return [];
    return warns(
      `${container.name} shares the process namespace of the pod, and runs a script that cannot be seen: the processes of the main container do not exist yet when it starts`,
      `check that ${container.name} waits for the processes that it needs, then accept SM904`,
    );
  },
});

function isUnseen(container: Container): boolean {
  const program = programOf(container);
  if (lookUp(container)?.family.category === 'reloader') return program.kind !== 'shell';
  return program.kind === 'exec' && /\.(?:sh|bash|py)$/.test(program.calls[0]?.name ?? '');
}
