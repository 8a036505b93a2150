import type { Container } from '../../model/container.js';
import { isMap } from '../../model/value.js';
import { envOf } from '../../pod/facts/scripts.js';
import { without } from './cuts.js';
import { isQuitFlag } from './obsolete.js';
import type { NodeEdit, Removal } from './removal.js';

/** The flag or the variable by which a database proxy waits for a call that ends it (W-7). */
export function quitFlagEdits(container: Container): readonly NodeEdit[] {
  return [
    ...without(container, 'args', isQuitFlag),
    ...without(
      container,
      'env',
      (entry) => isMap(entry) && entry.name === 'CSQL_PROXY_QUITQUITQUIT',
    ),
  ];
}

/** Variables by which OpenKruise ends sidecars: it looks at `containers` only (W-12). */
export function kruiseRemoval(sidecar: Container): Removal | null {
  const names = [...envOf(sidecar).keys()].filter(isKruise);
  if (names.length === 0) return null;
  return {
    code: 'SM912',
    sidecar,
    message: `${names.join(', ')} ${names.length === 1 ? 'goes' : 'go'} from ${sidecar.name} with the move: it is stopped after the application`,
    words: names,
    edits: without(sidecar, 'env', (entry) => isMap(entry) && isKruise(String(entry.name))),
  };
}

function isKruise(name: string): boolean {
  return name.startsWith('KRUISE_TERMINATE_SIDECAR_');
}
