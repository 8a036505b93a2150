import { rule } from '../define.js';
import { callsAny, meshQuit } from './mesh-quits.js';

const CALLS = [/linkerd-await|(?::|\/)4191\/(?:shutdown\b)?|\/tcp\/localhost\/4191/];

export const linkerdQuit = rule({
  code: 'SM909',
  title: 'a call that ends the Linkerd proxy',
  sources: ['linkerd/linkerd-await', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'The main container ends the Linkerd proxy with linkerd-await --shutdown or a POST request to port 4191.',
  seen: 'These words in the main container. It only informs if no mesh proxy moves.',
  fix: 'Remove it once the proxy is native.',
  before: 'command: [/linkerd-await, --shutdown, --, run]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) =>
    meshQuit(subject, 'SM909', 'waits for the Linkerd proxy or ends it', (app) =>
      callsAny(app, CALLS),
    ),
});
