import { mapAt } from '../../model/value.js';
import { envoyConfigIn } from '../../pod/facts/envoy.js';
import type { Reader } from '../reader.js';

/** In HCL, JSON or YAML, whatever the agent's configuration is written in. */
const EXITS = /exit_after_auth["'\\]{0,2}\s*[=:]\s*["'\\]{0,2}true/;

export const AGENT_CONFIGS: readonly Reader[] = [
  {
    kinds: ['ConfigMap'],
    matters: (text) => text.includes('_resources'),
    add(tree, { document, name, namespace, value }) {
      for (const text of Object.values(mapAt(value, ['data']) ?? {})) {
        const config = typeof text === 'string' ? envoyConfigIn(text) : null;
        if (config === null) continue;
        tree.envoys.push({ ...config, name, namespace, place: document.placeOf('_resources') });
      }
    },
  },
  {
    kinds: ['ConfigMap'],
    matters: (text) => EXITS.test(text),
    add(tree, { document, name, namespace, value }) {
      if (EXITS.test(JSON.stringify(value)))
        tree.exitsAfterAuth.push({ name, namespace, place: document.placeOf('exit_after_auth') });
    },
  },
];
