import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { rule, warns } from '../define.js';

/** Applications that end their own pod, or a container of it, through the API server. */
export const apiKill = rule({
  code: 'SM922',
  title: 'a main container that ends its pod through the API',
  sources: ['kubernetes/kubernetes#25908'],
  effects: ['warns'],
  harm: 'The main container uses the API server to end the sidecar in its own pod, or the pod.',
  seen: 'kubectl exec or kubectl delete pod in the main container.',
  fix: 'Remove it with the move, and the permissions that it needed.',
  before: 'command: [sh, -c, "run; kubectl delete pod $HOSTNAME"]',
  after: 'command: [run]',
  check: ({ container, apps }) => {
    for (const app of apps) {
      const call = allCalls(app).find(
        ({ name, args }) =>
          name === 'kubectl' &&
          (args.includes('exec') ||
            (args.includes('delete') && args.some((arg) => /^(?:pods?|po)(?:\/|$)/.test(arg)))),
      );
      if (call !== undefined)
        return warns(
          `${app.name} changes pods with kubectl (${call.text.slice(0, 60)}), perhaps to end ${container.name}: as a sidecar it is stopped after the main container anyway`,
          'remove the call with the move, or accept SM922 if it has another purpose',
          { place: placeOfCall(app, call) },
        );
    }
    return [];
  },
});
