import { isScalar } from 'yaml';
import { hasContainers } from '../../files/scan/values.js';
import type { ManifestData } from '../../manifest/data.js';
import type { Problem } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { isMap, valueAt } from '../../model/value.js';
import { placeIn } from '../../text/place.js';
import type { YamlDocument } from '../../yaml/document.js';
import type { CarriedValues } from '../carriers/carrier.js';
import type { ValuesPart } from './data.js';

export interface BrokenRequest {
  readonly outer: Reading<ManifestData>;
  readonly document: YamlDocument;
  readonly carriers: readonly CarriedValues[];
  readonly parts: readonly ValuesPart[];
  /** Whether the file is called as values are. */
  readonly isNamed: boolean;
}

/** Values that hold containers, as far as anybody can tell, and cannot be read as values. */
export function brokenValues(request: BrokenRequest): readonly Problem[] {
  const { document, carriers, isNamed } = request;
  const whole = wholeText(document);
  if (carriers.length === 0)
    return isNamed && !isMap(document.value) && hasContainers(whole)
      ? [problem(request, 0, 'the values of a chart must be a map')]
      : [];
  return carriers.flatMap((carrier) => brokenIn(request, carrier));
}

function brokenIn(request: BrokenRequest, carrier: CarriedValues): readonly Problem[] {
  const { document, parts } = request;
  const { path, release } = carrier;
  const value = valueAt(document.value, path);
  const part = parts.find((each) => each.document === document && each.carrier === carrier);
  if (value === undefined || value === null || isMap(value)) return [];
  const isText = typeof value === 'string';
  if (!hasContainers(isText ? value : wholeText(document))) return [];
  if (part !== undefined && isMap(part.inner.value)) return [];
  if (release.suspected) return [];
  const node = document.tree.getIn(path, true);
  const start = isScalar(node) ? (node.range?.[0] ?? 0) : 0;
  const what =
    part === undefined && isText ? 'not a text with one YAML document' : 'not a map of values';
  return [problem(request, start, `the values of the ${release.form} ${release.name} are ${what}`)];
}

function wholeText({ lines }: YamlDocument): string {
  return lines.text;
}

function problem(
  { outer: { file, data }, document }: BrokenRequest,
  start: number,
  message: string,
): Problem {
  return {
    kind: 'unparsable',
    path: file.path,
    place: placeIn(data.lines, file.path, document.base + start),
    message,
    remedy: 'correct the values; what is around them is not affected',
  };
}
