import { isMap, textAt, type ValueMap } from '../../model/value.js';

/** Charts write an image in one text, or as a map of repository and tag. */
export function imageOf(value: ValueMap): string | null {
  const { image } = value;
  if (image === undefined) return null;
  if (typeof image === 'string') return image;
  const [registry, repository] = [textAt(image, ['registry']), textAt(image, ['repository'])];
  if (repository === undefined) return '';
  const tag = isMap(image) && image.tag !== undefined ? `:${String(image.tag)}` : '';
  return `${registry === undefined ? '' : `${registry}/`}${repository}${tag}`;
}
