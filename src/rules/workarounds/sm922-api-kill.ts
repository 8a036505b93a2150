import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { rule } from '../define.js';

/** Applications that end their own pod, or a container of it, through the API server. */
export const apiKill = rule({
  code: 'SM922',
  title: 'an application that ends its pod through the API',
  sources: ['kubernetes/kubernetes#25908'],
  effects: ['warns'],
  harm: 'The application reaches into its own pod through the API server, to end the sidecar.',
  seen: 'kubectl exec or kubectl delete pod in the application.',
  fix: 'Take it out with the move, and the rights that it needed.',
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
        return [
          {
            severity: 'warn',
            message: `${app.name} reaches into pods with kubectl (${call.text.slice(0, 60)}), perhaps to end ${container.name}: as a sidecar it is stopped after the application anyway`,
            remedy:
              'take the call out with the move, or accept SM922 if it is about something else',
            place: placeOfCall(app, call),
          },
        ];
    }
    return [];
  },
});
