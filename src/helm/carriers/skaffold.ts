import { isMap, listAt, mapAt, type Path, textAt, type Value, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import {
  type Carrier,
  chartNamed,
  filesBeside,
  released,
  settingsIn,
  versionOf,
} from './carrier.js';

/** The releases of a skaffold.yaml, of its profiles too: `overrides` are values in the file itself. */
export const skaffold: Carrier = {
  form: 'skaffold',
  kinds: ['Config'],
  groups: ['skaffold'],
  word: 'skaffold/',
  // Many other things are a Config.
  tells: (text) => /\bapiVersion["']?:[ \t]*["']?skaffold\//.test(text),
  lives: 'file',
  read: ({ value }) => {
    const tops: Path[] = [[], ...listAt(value, ['profiles']).map((_, i): Path => ['profiles', i])];
    return tops.flatMap((top) =>
      ['deploy', 'manifests'].flatMap((stage) => {
        const path: Path = [...top, stage, 'helm', 'releases'];
        return listAt(value, path).flatMap((row, i) =>
          isMap(row) ? [{ path: [...path, i, 'overrides'], release: releaseOf(row) }] : [],
        );
      }),
    );
  },
};

function releaseOf(row: Value): Release {
  const remote = textAt(row, ['remoteChart']);
  const version = versionOf(valueAt(row, ['version']));
  return {
    ...released('skaffold', {}),
    name: textAt(row, ['name']) ?? '',
    namespace: textAt(row, ['namespace']) ?? '',
    chart: remote === undefined ? null : chartNamed(remote, textAt(row, ['repo']) ?? '', version),
    folder: remote === undefined ? (textAt(row, ['chartPath']) ?? null) : null,
    parameters: ['setValues', 'setValueTemplates', 'setFiles'].flatMap((key) =>
      dotted(mapAt(row, [key])),
    ),
    files: filesBeside(listAt(row, ['valuesFiles'])),
  };
}

/** `a: {b: 1}` and `a.b: 1` name the same value. */
function dotted(map: Value | undefined): readonly string[] {
  if (!isMap(map)) return [];
  return settingsIn(map).flatMap((key) => {
    const own = map[key];
    return isMap(own) ? dotted(own).map((rest) => `${key}.${rest}`) : [key];
  });
}
