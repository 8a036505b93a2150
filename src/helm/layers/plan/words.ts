import { Document } from 'yaml';
import type { Value } from '../../../model/value.js';

/** A value as YAML on one line, to be written into a file as it is. */
export function flowText(value: Value): string {
  const text = new Document(value, { aliasDuplicateObjects: false }).toString({
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return text.trim();
}
