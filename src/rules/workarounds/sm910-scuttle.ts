import { allText, envOf } from '../../pod/facts/scripts.js';
import { rule } from '../define.js';
import { meshQuit } from './mesh-quits.js';

const COMMAND = /(?:^|[\s/])(?:scuttle|envoy-preflight)(?:\s|$)/m;
const SETTING =
  /^(?:ENVOY_ADMIN_API|ISTIO_QUIT_API|GENERIC_QUIT_ENDPOINTS|NEVER_KILL_ISTIO|START_WITHOUT_ENVOY|WAIT_FOR_ENVOY_TIMEOUT|QUIT_WITHOUT_ENVOY_TIMEOUT)/;

export const scuttle = rule({
  code: 'SM910',
  title: 'a wrapper that ends the mesh proxy',
  sources: ['redboxllc/scuttle', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'scuttle and envoy-preflight wait for the mesh proxy and end it.',
  seen: 'The command or the variables. It only informs if no mesh proxy moves.',
  fix: 'Remove it once the proxy is native; until then NEVER_KILL_ISTIO: "true" is safe.',
  before: 'command: [scuttle, run]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) =>
    meshQuit(
      subject,
      'SM910',
      'is started by scuttle or envoy-preflight',
      (app) =>
        COMMAND.test(allText(app)) || [...envOf(app).keys()].some((name) => SETTING.test(name)),
    ),
});
