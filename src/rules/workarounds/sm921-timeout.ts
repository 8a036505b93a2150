import type { Rule } from '../../model/rule.js';
import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls } from '../../pod/facts/scripts.js';

/** A sidecar that ends by the clock is started again, for ever. */
export const timeout: Rule = {
  code: 'SM921',
  title: 'a sidecar that ends by the clock',
  sources: ['kubernetes/api core/v1 types.go, Container.restartPolicy'],
  absolute: false,
  check: ({ container }) => {
    const call = allCalls(container).find(
      ({ name, args, inLoop, inTrap }) =>
        name === 'timeout' && !inLoop && !inTrap && !/^(?:curl|wget|nc)$/.test(args.at(1) ?? ''),
    );
    if (call === undefined) return [];
    return [
      {
        severity: 'warn',
        message: `timeout ends ${container.name} after ${call.args.find((arg) => /^\d/.test(arg)) ?? 'a while'}: as a sidecar it would be started again`,
        remedy: 'take timeout off: a sidecar is stopped after the application',
        place: placeOfCall(container, call),
      },
    ];
  },
};
