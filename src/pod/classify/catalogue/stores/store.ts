import type { Details, Row } from '../family.js';

/** A store with the ports that it listens on unless it is told. */
export function store(
  id: string,
  ports: readonly number[],
  images: readonly string[],
  source: string,
  details: Details = {},
): Row {
  return [id, images, [], source, { nature: { kind: 'store', ports }, ...details }];
}
