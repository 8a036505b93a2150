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
  harm: 'The application ends the Istio proxy by POST. On a proxy that moves it is obsolete; on one that the mesh injects it is needed until that is native.',
  seen: 'quitquitquit on port 15000 or 15020. Where no mesh proxy moves it only informs.',
  fix: 'Take it out once the proxy is native.',
  before: 'command: [sh, -c, "run; curl -X POST localhost:15020/quitquitquit"]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) =>
    meshQuit(subject, 'SM906', 'ends a mesh proxy (quitquitquit)', (app) => callsAny(app, CALLS)),
});
