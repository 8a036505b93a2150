import { placeOfCall } from '../../pod/facts/places.js';
import { callsIn, programOf } from '../../pod/facts/programs.js';
import { quitOf } from '../../pod/facts/quits.js';
import { unseenCode } from '../../pod/facts/unseen.js';
import { rule, warns } from '../define.js';

/** The first of several applications to finish would stop the sidecar of the others. */
export const quitCalls = rule({
  code: 'SM308',
  title: 'a call that ends a sidecar that others use',
  sources: ['KEP-753, Scenario 7', 'kubernetes/kubernetes kuberuntime_manager.go'],
  effects: ['warns'],
  harm: 'One main container ends the sidecar that the others still need, and the kubelet restarts it.',
  seen: 'A call that ends a sidecar, and more than one main container. A script that cannot be parsed, and inline code in another language, warn too.',
  fix: 'Remove the call: the sidecar is stopped when all main containers have ended.',
  before: 'command: [sh, -c, "run; curl -X POST localhost:9091/quitquitquit"]',
  after: 'command: [sh, -c, "run"]',
  check: ({ pod, container, apps }) => {
    for (const app of apps) {
      const unseen = unseenCode(programOf(app));
      if (unseen === null) continue;
      return warns(
        `part of what ${app.name} runs cannot be seen (${unseen}): whether it ends ${container.name} itself is not known`,
        `read it, and accept SM308 if it does not end ${container.name}`,
      );
    }
    if (apps.length < 2) return [];
    for (const app of apps)
      for (const call of callsIn(programOf(app))) {
        const quit = quitOf(call);
        if (quit === null) continue;
        if (quit.by === 'signal' && pod.spec.shareProcessNamespace !== true) continue;
        return warns(
          `${app.name} ends a sidecar (${quit.what}) while ${apps.length - 1} more of the pod may still need it; ${container.name} would be restarted`,
          'remove the call: sidecars are stopped once every main container has ended',
          { place: placeOfCall(app, call) },
        );
      }
    return [];
  },
});
