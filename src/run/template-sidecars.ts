import { posix } from 'node:path';
import { besideOf, sourceOf } from '../files/repository.js';
import { oldestMinor, readChartFile } from '../helm/resolve/chart-file.js';
import { imagesIn, valuesImage } from '../helm/resolve/image.js';
import { advise } from '../helm/templates/written/advise.js';
import {
  type Helper,
  type Helpers,
  helperOf,
  helpersIn,
} from '../helm/templates/written/helpers.js';
import { type Container, containerOf } from '../model/container.js';
import type { Input, InputFile } from '../model/input.js';
import type { Settings } from '../model/settings.js';
import type { TemplateFile } from '../model/templates.js';
import type { Value } from '../model/value.js';
import { knowsImage, knowsName, lookUp } from '../pod/classify/catalogue/index.js';
import { matchesGlob } from '../pod/classify/globs.js';
import { renderDiff } from '../report/diff.js';
import { valuesIn } from '../yaml/read.js';

export interface FoundInTemplates {
  readonly files: readonly TemplateFile[];
  /** Every container that was looked at. */
  readonly seen: readonly Pick<Container, 'name' | 'image'>[];
}

/**
 * Sidecars that are written in templates of charts. Templates are programs: what would have to change
 * is said, and nobody writes it.
 */
export function templateSidecars(
  templates: readonly InputFile[],
  input: Input,
  settings: Settings,
): FoundInTemplates {
  const read = besideOf(input);
  const charts = new Map<string, Chart>();
  const seen: Pick<Container, 'name' | 'image'>[] = [];
  const files = templates.flatMap((file): readonly TemplateFile[] => {
    const { path } = file;
    const folder = chartOf(path, read);
    const text = folder === null ? null : read(path);
    if (folder === null || text === null || !text.includes('{{')) return [];
    // A copy is changed where it comes from.
    if (sourceOf(file, text).provenance !== null && !settings.includeGenerated) return [];
    const chart = charts.get(folder) ?? openChart(folder, read, input);
    charts.set(folder, chart);
    const isAsked = settings.sidecars.length + settings.keeps.length > 0;
    if (!isAsked && !chart.mayHold(text)) return [];
    const familyOf = (name: string, raw: string | null): string | null | undefined => {
      const image = raw?.includes('{{') === true ? chart.image(raw) : raw;
      const container = { name, image };
      seen.push(container);
      if (settings.keeps.some((glob) => matchesGlob(glob, container))) return undefined;
      const known = lookUp({ ...NOBODY, ...container });
      if (settings.sidecars.some((glob) => matchesGlob(glob, container)))
        return known?.family.id ?? null;
      // What a chart is named after is its application.
      return name === chart.name ? undefined : known?.family.id;
    };
    const advice = advise({
      path,
      text,
      familyOf,
      helperOf: chart.helper,
      isOld: chart.isOld,
      isAsked: settings.sidecars.length > 0,
    });
    if (advice === null) return [];
    const { sidecars, after } = advice;
    const diff = after === text ? '' : renderDiff([{ path, before: text, after }]);
    return [{ path, chart: folder, sidecars, diff, tests: chart.tests() }];
  });
  return { files, seen };
}

interface Chart {
  readonly name: string;
  /** Whether its kubeVersion lets clusters in that know no native sidecars. */
  readonly isOld: boolean;
  /** Whether a text may hold a known sidecar, by its words alone. */
  readonly mayHold: (text: string) => boolean;
  /** The image that the chart's own values make of an expression; empty where nobody can tell. */
  readonly image: (raw: string) => string;
  readonly helper: (name: string) => Helper | null;
  /** Unit tests that name containers by their place (helm-unittest). */
  readonly tests: () => readonly string[];
}

function openChart(folder: string, read: (path: string) => string | null, input: Input): Chart {
  const text = read(posix.join(folder, 'values.yaml')) ?? '';
  // Most values name no sidecar at all, and need no parser to tell.
  const isWorth = imagesIn(text).some(knowsImage);
  let values: Value | undefined;
  let helpers: Helpers | undefined;
  const all = (): Helpers => {
    helpers ??= helpersIn(
      [...input.under(posix.join(folder, 'templates'))].flatMap(({ path }) => {
        const own = /\.(?:ya?ml|tpl)$/.test(path) ? read(path) : null;
        return own === null ? [] : [{ path, text: own }];
      }),
    );
    return helpers;
  };
  // Helpers that may be a known container.
  let known: readonly string[] | undefined;
  const calls = (): readonly string[] => {
    known ??= [...all().bodies].flatMap(([name, { body }]) =>
      /^\s*- name: /.test(body) && (isWorth || namesOne(body)) ? [`"${name}"`] : [],
    );
    return known;
  };
  const file = readChartFile(read(posix.join(folder, 'Chart.yaml')) ?? '', null);
  return {
    name: file?.name ?? posix.basename(folder),
    isOld: oldestMinor(file?.kubeVersion ?? '') < 29,
    mayHold: (own) =>
      namesOne(own) ||
      (isWorth && /\bimage["']?:[^\n]{0,500}\{\{/.test(own)) ||
      (own.includes('include') && calls().some((call) => own.includes(call))),
    image: (raw) => {
      if (!isWorth) return '';
      values ??= valuesIn(text)[0] ?? {};
      return valuesImage(raw, values, all());
    },
    helper: (name) => helperOf(name, all()),
    tests: () =>
      [...input.under(posix.join(folder, 'tests'))].flatMap(({ path }) =>
        /\.ya?ml$/.test(path) && /\bcontainers\[/.test(read(path) ?? '') ? [path] : [],
      ),
  };
}

/** The chart whose templates a file is among, or null: Ansible and others have folders of that name, too. */
function chartOf(path: string, read: (path: string) => string | null): string | null {
  const folders = [...path.matchAll(/(?:^|\/)templates\//g)].map(({ index }) =>
    path.slice(0, index),
  );
  return (
    folders
      .map((folder) => (folder === '' ? '.' : folder))
      .reverse()
      .find((folder) => read(posix.join(folder, 'Chart.yaml')) !== null) ?? null
  );
}

const NAME = /\bname["']?:[ \t]*["']?([\w.-]+)/g;
const IMAGE = /\bimage["']?:[ \t]*["']?([^\s"'{]+)/g;

/** A name or an image of the catalogue, as it is. */
function namesOne(text: string): boolean {
  for (const [, name = ''] of text.matchAll(NAME)) if (knowsName(name)) return true;
  for (const [, image = ''] of text.matchAll(IMAGE)) if (knowsImage(image)) return true;
  return false;
}

const NOBODY = containerOf(
  {},
  { kind: 'container', index: 0, place: { path: '', line: 1, column: 1, offset: 0 } },
);
