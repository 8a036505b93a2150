import type { Release, ReleaseForm } from '../../model/values.js';

/** A release of which nothing is said: what describes one fills in what it says. */
export function emptyRelease(form: ReleaseForm): Release {
  return {
    form,
    name: '',
    namespace: '',
    chart: null,
    source: null,
    folder: null,
    layers: [],
    parameters: [],
    files: [],
    inline: [],
    maps: [],
    mapKey: null,
    suspected: false,
    sealed: null,
  };
}
