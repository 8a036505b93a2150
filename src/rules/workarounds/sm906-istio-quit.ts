import { rule } from '../define.js';
import { callsAny, meshQuit } from './mesh-quits.js';

const CALLS = [
  // Envoy's own administration, on whatever port (envoyproxy.io, Administration interface).
  /:(?!9091\b)\d{2,5}\/quitquitquit\b/,
  /:\d{2,5}\/graceful_shutdown\b/,
  /:(?:3500|3501)\/v1\.0\/shutdown\b/,
];

export const istioQuit = rule({
  code: 'SM906',
  title: 'a call that ends the Istio proxy',
  sources: ['istio/istio#45959', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'The main container ends the Istio proxy with a POST request. If that proxy moves, the call is obsolete; if the mesh injects it, the call is needed until the proxy is native.',
  seen: 'quitquitquit on port 15000 or 15020. It only informs if no mesh proxy moves.',
  fix: 'Remove it once the proxy is native.',
  before: 'command: [sh, -c, "run; curl -X POST localhost:15020/quitquitquit"]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) =>
    meshQuit(subject, 'SM906', 'ends a mesh proxy (quitquitquit)', (app) => callsAny(app, CALLS)),
});
