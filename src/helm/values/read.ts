import { isScalar, type Scalar } from 'yaml';
import { isKustomization } from '../../files/scan/kustomization.js';
import { mayHoldPod, mayHoldPodOrAddition } from '../../files/scan/pod.js';
import {
  hasContainers,
  hasListUnderOtherKey,
  hasSwitches,
  isValuesFile,
} from '../../files/scan/values.js';
import { withTexts } from '../../kustomize/inline/project.js';
import { type InlinePatch, readKustomization } from '../../kustomize/inline/read.js';
import type { ManifestData } from '../../manifest/data.js';
import { directiveComments, problemOf } from '../../manifest/directives.js';
import { readManifest } from '../../manifest/read.js';
import type { Problem, SourceFile } from '../../model/source.js';
import type { ReadContext, Reading } from '../../model/transform.js';
import { isMap, type Path, type Value, valueAt } from '../../model/value.js';
import { commentColumn, type Lines, lineAt, lineText } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import type { CarriedValues } from '../carriers/carrier.js';
import { helmfile } from '../carriers/helmfile.js';
import { carriedIn } from '../carriers/index.js';
import { isCalledValues, isSuspected } from '../carriers/recognise.js';
import { brokenValues } from './broken.js';
import { spansIn } from './containers.js';
import type { ValuesData, ValuesPart } from './data.js';
import { placing } from './found.js';
import { commentsInText, withLists } from './list-text.js';
import { holdersIn, sitesIn } from './sites.js';
import { goTemplateProblem } from './unedited.js';

export function readValues(file: SourceFile, context: ReadContext): Reading<ValuesData> {
  const isWorth = (text: string): boolean =>
    hasContainers(text) ||
    hasSwitches(text) ||
    hasListUnderOtherKey(text) ||
    mayHoldPodOrAddition(text);
  const { outer, patches } = outerOf(file, context, isWorth);
  const { documents } = outer.data;
  const values = documents.map(({ value }) => value);
  const carried = documents.map((document) => ({
    document,
    carriers: carriedIn({ path: file.path, value: document.value, documents: values }).map((each) =>
      ofFirst(document, each),
    ),
  }));
  const parts = carried.flatMap(({ document, carriers }) =>
    carriers.flatMap((carrier) => partOf(outer, document, carrier)),
  );
  const texts = [...patches, ...parts.flatMap(({ text }) => (text === null ? [] : [text]))];
  const spans = parts.flatMap((part) => (part.text === null ? spansIn(part) : []));
  const isGuess =
    isSuspected(file.path, file.text) && !isCalledValues(file.path) && !mayHoldPod(file.text);
  return {
    file,
    data: { outer, parts, texts },
    problems: [
      ...carried.flatMap(({ document, carriers }) =>
        brokenValues({ outer, document, carriers, parts, isNamed: isValuesFile(file.path) }),
      ),
      ...parts.flatMap((part) => (part.text === null ? [] : unreadIn({ outer }, part))),
      // A comment on a container of values speaks of something, whatever a manifest's reader says.
      ...outer.problems
        .map((problem) => templatedHelmfile(file, problem))
        .filter(
          ({ kind, place, message }) =>
            // Nobody has said that this is YAML, or ours.
            (!isGuess || context.thorough) &&
            (kind !== 'comment' ||
              place === null ||
              !message.includes('refers to nothing') ||
              !spans.some(({ base, lines, key, firstLine, lastLine }) => {
                const line = lineAt(lines, place.offset - base);
                return (line >= firstLine && line <= lastLine) || isAbove(lines, line, key);
              })),
        ),
    ],
    comments: [
      ...outer.comments,
      ...texts.flatMap(({ inner }) => inner.comments),
      ...parts.flatMap(listComments),
    ],
  };
}

/** Comments in a text of values that speak to this tool and are not understood. */
function unreadIn(data: Pick<ValuesData, 'outer'>, part: ValuesPart): readonly Problem[] {
  const place = placing({ data }, part);
  return directiveComments(part.inner, place).flatMap(({ comment, words }) =>
    words.ok ? [] : [problemOf('directive', place(comment.offset), words.message)],
  );
}

/** Comments in the texts of containers: such a text may become a list, and a list such a text. */
function listComments({ inner, root }: ValuesPart): readonly string[] {
  return holdersIn(valueAt(inner.value, root)).flatMap(({ map, key, form }) =>
    form === 'text' || form === 'other' ? commentsInText(map[key]) : [],
  );
}

/** A kustomization is read as one: the patches in it are texts of their own, too. */
function outerOf(
  file: SourceFile,
  context: ReadContext,
  isWorth: (text: string) => boolean,
): { readonly outer: Reading<ManifestData>; readonly patches: readonly InlinePatch[] } {
  if (!isKustomization(file.path))
    return { outer: readManifest(file, context, isWorth), patches: [] };
  const { outer, inline } = readKustomization(file, context).data;
  return { outer, patches: inline };
}

/** Whether nothing but comments stands between a line and another below it. */
function isAbove(lines: Lines, line: number, below: number): boolean {
  for (let i = line; i < below; i++) if (commentColumn(lineText(lines, i)) === null) return false;
  return line < below;
}

/** Of a values file Helm reads the first document, and nothing of the others (sigs.k8s.io/yaml). */
function ofFirst({ index }: YamlDocument, carrier: CarriedValues): CarriedValues {
  const { release } = carrier;
  if (index === 0 || release.form !== 'file' || release.readOnly !== null) return carrier;
  const readOnly = {
    message: 'Helm reads only the first document of a values file, and this is a later one',
    remedy: 'put it into a file of its own, or remove it',
  };
  return { ...carrier, release: { ...release, readOnly } };
}

function partOf(
  outer: Reading<ManifestData>,
  document: YamlDocument,
  carrier: CarriedValues,
): readonly ValuesPart[] {
  const value = valueAt(document.value, carrier.path);
  if (isMap(value)) {
    const sites = sitesIn(value);
    return [{ document, carrier, inner: document, root: carrier.path, text: null, sites }];
  }
  const node = document.tree.getIn(carrier.path, true);
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  return inText(outer, document, carrier, node);
}

/** Values that stand in a text: what is no YAML of one document is a text like any other. */
function inText(
  { file, data }: Reading<ManifestData>,
  document: YamlDocument,
  carrier: CarriedValues,
  node: Scalar,
): readonly ValuesPart[] {
  const text = String(node.value);
  const context = { kinds: data.kinds, thorough: true };
  const inner = readManifest({ ...file, text }, context);
  const [only, ...others] = inner.data.documents;
  if (
    only === undefined ||
    others.length > 0 ||
    inner.problems.some(({ kind }) => kind !== 'comment' && kind !== 'directive')
  )
    return [];
  const patch = { document, path: carrier.path, node, inner };
  const sites = isMap(only.value) ? sitesIn(only.value) : [];
  return [{ document, carrier, inner: only, root: [], text: patch, sites }];
}

/** A helmfile with actions of Go templates around its releases is no YAML: what it holds is said. */
function templatedHelmfile(file: SourceFile, problem: Problem): Problem {
  const isTemplate = problem.kind === 'templated' || problem.kind === 'unparsable';
  if (!isTemplate || !helmfile.isCalled?.(file.path) || !file.text.includes('{{')) return problem;
  return goTemplateProblem(file) ?? problem;
}

/**
 * What a file means: a text that is read on its own is the list of its documents, and a text of
 * containers is the list in it.
 */
export function projectValues({
  data: { outer, parts, texts },
}: Reading<ValuesData>): ReadonlyMap<number, Value> {
  return new Map(
    [...withTexts(outer.data.documents, texts)].map(([index, value]) => {
      const own = parts.filter(({ document }) => document.index === index);
      return [index, withLists(value, own.flatMap(placesIn))];
    }),
  );
}

/** Where the values of a part may have texts of containers, in the document as it is projected. */
function placesIn({ carrier, inner, root, text }: ValuesPart): readonly Path[] {
  const base = text === null ? root : [...carrier.path, inner.index, ...root];
  return holdersIn(valueAt(inner.value, root)).flatMap(({ path, form }) =>
    form === 'text' || form === 'other' ? [[...base, ...path]] : [],
  );
}
