import { isMap, textAt, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { Helpers } from '../templates/written/helpers.js';

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

const PATH = /\.Values((?:\.\w+)+)/g;
const INCLUDE = /\b(?:include|template)\s+"([^"]+)"/g;

/**
 * The image that a chart has by its own values: `{{ .Values.image.repository }}`, or the map of an image
 * that is handed to a helper. Empty where that is not one image.
 */
export function valuesImage(raw: string, values: Value | undefined, helpers: Helpers): string {
  const bodies = [...raw.matchAll(INCLUDE)].flatMap(
    ([, name = '']) => helpers.bodies.get(name)?.body ?? [],
  );
  const images = new Set(
    [raw, ...bodies].flatMap((text) =>
      [...text.matchAll(PATH)].flatMap(([, path = '']) =>
        imageAt(values, path.slice(1).split('.')),
      ),
    ),
  );
  const [only] = images;
  return images.size === 1 && only !== undefined ? only : '';
}

/** Images that the text of values names, whatever they are for. */
export function imagesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:repository|repo|image|imageName):[ \t]*["']?([^\s"'#{},]+)/g)].map(
    ([, image = '']) => image,
  );
}

function imageAt(values: Value | undefined, path: readonly string[]): readonly string[] {
  const own = valueAt(values, path);
  const repository = textAt(own, ['repository']);
  if (repository !== undefined) return [repository];
  const isName = /^(?:repository|repo|image|imageName)$/.test(path.at(-1) ?? '');
  return typeof own === 'string' && own !== '' && isName ? [own] : [];
}
