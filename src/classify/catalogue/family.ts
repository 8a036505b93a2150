import type { Container } from '../../model/pod.js';

export type Category =
  | 'mesh-proxy'
  | 'database-proxy'
  | 'log-agent'
  | 'exporter'
  | 'secret-agent'
  | 'auth-proxy'
  | 'reloader'
  | 'tracing-agent'
  | 'tunnel'
  | 'docker-in-docker'
  | 'csi-helper'
  | 'operator-helper'
  | 'backup';

/** One family of images that people run beside something else. */
export interface Family {
  readonly id: string;
  readonly category: Category;
  /** The end of the repository path, `istio/proxyv2` or `kube-rbac-proxy`; `*` for any part of a name. */
  readonly images: readonly string[];
  /** Container names that say the same under an image that nobody knows. */
  readonly names: readonly string[];
  /** Where it says that this runs beside an application. */
  readonly source: string;
  /** What else must hold: the image also has a use of its own. */
  readonly when?: (container: Container) => boolean;
}

/** A category's families, written as rows: id, images, names, source. */
export type Row = readonly [
  id: string,
  images: readonly string[],
  names: readonly string[],
  source: string,
];

export function families(category: Category, rows: readonly Row[]): readonly Family[] {
  return rows.map(([id, images, names, source]) => ({ id, category, images, names, source }));
}
