import { isList, isMap, listAt, mapAt, textAt, type Value, valueAt } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import {
  type CarriedValues,
  type Carrier,
  type CarrierDocument,
  chartNamed,
  filesBeside,
  isObject,
  namesIn,
  patchedBy,
  readOnlyBecause,
  released,
  versionOf,
} from './carrier.js';

const HELMFILE =
  /(?:^|\/)(?:helmfile(?:[._-][\w.-]*)?|[\w.-]+\.helmfile)\.ya?ml$|(?:^|\/)helmfile\.d\/[^/]+\.ya?ml$/;

/** The state files of helmfile. */
export const helmfile: Carrier = {
  form: 'helmfile',
  isCalled: (path) => HELMFILE.test(path),
  word: 'releases',
  lives: 'file',
  claims: (document) => HELMFILE.test(document.path) && !isObject(document),
  read: (document) => [
    ...releasesIn(document).flatMap(({ values }) => values),
    ...templatesIn(document.value),
  ],
  releases: (document) =>
    releasesIn(document).map(({ release, inline }) => ({ ...release, inline })),
};

/** A release of a helmfile with every place that gives values to it. */
interface HelmfileRelease {
  /** Without the maps that stand in the document. */
  readonly release: Release;
  readonly values: readonly CarriedValues[];
  /** The maps, in order. */
  readonly inline: readonly Value[];
}

/** What several releases may inherit is reported, and left alone. */
function templatesIn(value: Value): readonly CarriedValues[] {
  return Object.entries(mapAt(value, ['templates']) ?? {}).flatMap(([name, template]) =>
    listOf(template, 'values').flatMap((each, i): readonly CarriedValues[] =>
      isMap(each)
        ? [
            {
              path: ['templates', name, 'values', i],
              release: {
                ...released('helmfile', {}),
                name,
                readOnly: {
                  message: `${name} is a template that several releases may inherit`,
                  remedy: 'move the container by hand if all of them have the same chart',
                },
              },
            },
          ]
        : [],
    ),
  );
}

/** The releases of one document; repositories may stand in another one of the file. */
function releasesIn({ value, documents }: CarrierDocument): readonly HelmfileRelease[] {
  const repositories = documents.flatMap((each) => listAt(each, ['repositories']));
  return listAt(value, ['releases']).flatMap((row, i) => {
    const templates = inherited(row, value);
    const given = [...templates, row].flatMap((each) => listOf(each, 'values'));
    const own = listOf(row, 'values');
    const release: Release = {
      ...released('helmfile', {}),
      name: textAt(row, ['name']) ?? '',
      namespace: textAt(row, ['namespace']) ?? '',
      ...chartAt(row, repositories),
      layers: [
        ...(templates.length > 0 ? ['the templates that it inherits from'] : []),
        ...(listOf(row, 'valuesTemplate').length > 0 ? ['the valuesTemplate of the release'] : []),
      ],
      parameters: ['set', 'setString', 'setTemplate', 'setStringTemplate'].flatMap((key) =>
        namesIn(listOf(row, key), 'name'),
      ),
      files: filesBeside([...given, ...listOf(row, 'secrets')]),
      readOnly:
        readOnlyBecause(value) ??
        patchedBy(
          'patches of the release change containers of the rendered pods, and are not evaluated',
          [
            valueAt(row, ['strategicMergePatches']) ?? null,
            valueAt(row, ['jsonPatches']) ?? null,
            valueAt(row, ['transformers']) ?? null,
          ],
        ),
    };
    const inline = given.filter(isMap);
    const values = own.flatMap((each, j): readonly CarriedValues[] =>
      isMap(each)
        ? [
            {
              path: ['releases', i, 'values', j],
              release: { ...release, inline: inline.filter((other) => other !== each) },
            },
          ]
        : [],
    );
    return [{ release, values, inline }];
  });
}

function listOf(row: Value, key: string): readonly Value[] {
  const list = valueAt(row, [key]);
  return isList(list) ? list : [];
}

function inherited(row: Value, document: Value): readonly Value[] {
  return listAt(row, ['inherit']).flatMap((each) => {
    const name = textAt(each, ['template']);
    return name === undefined ? [] : (mapAt(document, ['templates', name]) ?? []);
  }) as readonly Value[];
}

/** `repository/name`, a URL of an OCI registry, or a folder. */
function chartAt(row: Value, repositories: readonly Value[]): Pick<Release, 'chart' | 'folder'> {
  const written = textAt(row, ['chart']) ?? '';
  const version = versionOf(valueAt(row, ['version']));
  const chart = (repo: string): Pick<Release, 'chart' | 'folder'> => ({
    chart: chartNamed(written, repo, version),
    folder: null,
  });
  if (written === '' || written.includes('{{')) return { chart: null, folder: null };
  if (written.startsWith('oci://')) return chart(written);
  const known = repositories.find((each) => textAt(each, ['name']) === written.split('/')[0]);
  if (known !== undefined && !written.startsWith('.')) return chart(textAt(known, ['url']) ?? '');
  if (written.startsWith('.') || written.startsWith('/')) return { chart: null, folder: written };
  // A folder, or a repository of a file that is not seen: then it is known by its name.
  return { ...chart(written.split('/')[0] ?? ''), folder: written };
}
