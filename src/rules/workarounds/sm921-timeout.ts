import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { rule, warns } from '../define.js';

/** A sidecar that ends by the clock is started again, for ever. */
export const timeout = rule({
  code: 'SM921',
  title: 'a sidecar that ends after a timeout',
  sources: ['kubernetes/api core/v1 types.go, Container.restartPolicy'],
  effects: ['warns'],
  harm: 'A sidecar that ends after a timeout is restarted.',
  seen: 'timeout in front of its command.',
  fix: 'Remove timeout.',
  before: 'command: [timeout, "3600", proxy]',
  after: 'command: [proxy]',
  asked: ['moving', 'native'],
  check: ({ container }) => {
    const call = allCalls(container).find(
      ({ name, args, inLoop, inTrap }) =>
        name === 'timeout' && !inLoop && !inTrap && !/^(?:curl|wget|nc)$/.test(args.at(1) ?? ''),
    );
    if (call === undefined) return [];
    return warns(
      `timeout ends ${container.name} after ${call.args.find((arg) => /^\d/.test(arg)) ?? 'a while'}: as a sidecar it would be restarted`,
      'remove timeout: a sidecar is stopped after the main container',
      { place: placeOfCall(container, call) },
    );
  },
});
