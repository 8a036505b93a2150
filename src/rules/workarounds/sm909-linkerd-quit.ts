import { rule } from '../define.js';
import { callsAny, meshQuit } from './mesh-quits.js';

const CALLS = [/linkerd-await|(?::|\/)4191\/(?:shutdown\b)?|\/tcp\/localhost\/4191/];

export const linkerdQuit = rule({
  code: 'SM909',
  title: 'a call that ends the Linkerd proxy',
  sources: ['linkerd/linkerd-await', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'linkerd-await --shutdown, or a POST to port 4191, ends the Linkerd proxy.',
  seen: 'These words in the application. Where no mesh proxy moves it only informs.',
  fix: 'Take it out once the proxy is native.',
  before: 'command: [/linkerd-await, --shutdown, --, run]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) =>
    meshQuit(subject, 'SM909', 'waits for the Linkerd proxy or ends it', (app) =>
      callsAny(app, CALLS),
    ),
});
