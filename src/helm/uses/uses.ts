import { posix } from 'node:path';
import { push } from '../../model/groups.js';
import type { NamedFile, NamedMap, Release, ValuesSite } from '../../model/values.js';
import { carrierOf } from '../carriers/index.js';
import { type Finder, fileFrom, fileNear, foldersUp } from '../resolve/near.js';
import { ANY, PathTree } from '../resolve/path-tree.js';

/** A single value that a release sets, and the place that sets it. */
export interface Setting {
  readonly name: string;
  readonly at: string;
}

/** A release as something of the tree describes it: what names values files, and the chart for them. */
export interface Use {
  /** The file that describes it. */
  readonly path: string;
  /** The same for people: `deploy.sh:12`. */
  readonly by: string;
  /** `inline` has every map of values that stands there. */
  readonly release: Release;
  readonly settings: readonly Setting[];
  /** What gives values, too, and is no YAML. */
  readonly rest: string;
}

/** A key of a ConfigMap that a kustomization makes of a file. */
export interface MadeMap extends Omit<NamedMap, 'namespace'> {
  readonly path: string;
}

/** A use whose files have been looked for. */
export interface FoundUse extends Use {
  readonly files: readonly FoundFile[];
  /** What was not found, as it is written. */
  readonly missing: readonly string[];
}

export interface FoundFile {
  readonly path: string;
  /** Files of one name that is computed in part stand for each other. */
  readonly written: string;
  /** What fills it in before it is values, or null. */
  readonly filledBy: string | null;
}

export interface UsesRequest extends Finder {
  readonly uses: readonly Use[];
  readonly made: readonly MadeMap[];
  /** Every path that may be meant by a name that is computed in part: `values/$ENV.yaml`. */
  readonly paths: readonly string[];
}

/** Every use with its files: those that a ConfigMap is made of count as files. */
export function findUses(request: UsesRequest): readonly FoundUse[] {
  const { uses, made, paths } = request;
  const tree = new PathTree(paths);
  return uses.map((use) => {
    const found = use.release.files.map((file) => ({ file, paths: pathsOf(file, use.path) }));
    const generated = made.filter((map) =>
      use.release.maps.some(({ name, key }) => name === map.name && key === map.key),
    );
    return {
      ...use,
      files: [
        ...found.flatMap((each) => each.paths.map((path) => ({ ...each.file, path }))),
        ...generated.map(({ path }) => ({ path, written: path, filledBy: null })),
      ],
      missing: found.flatMap((each) =>
        each.paths.length === 0 && !each.file.optional ? [each.file.written] : [],
      ),
    };
  });

  function pathsOf(file: NamedFile, by: string): readonly string[] {
    if (!COMPUTED.test(file.written)) return [fileAt(file, by, request) ?? []].flat();
    const name = file.written.replace(/^(?:\.\/)+/, '');
    // A name without a part of its own could be anything.
    if (!/[\w-]{3}/.test(name.replaceAll(ALL_COMPUTED, '').replace(/\.ya?ml$/, ''))) return [];
    for (const base of foldersUp(by)) {
      const found = tree.fitting(base, name.replaceAll(ALL_COMPUTED, ANY));
      if (found.length > 0) return found;
    }
    return [];
  }
}

const COMPUTED = /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/;
const ALL_COMPUTED = new RegExp(COMPUTED.source, 'g');

function fileAt({ written, from }: NamedFile, path: string, finder: Finder): string | null {
  if (from === 'document') return fileFrom(posix.dirname(path), written, finder);
  return fileNear(from === 'near' ? written : posix.join(from.root, written), path, finder);
}

/** Whether its document says the order of all of its layers. */
export function isLayered({ release }: Pick<Use, 'release'>): boolean {
  return carrierOf(release)?.layers !== undefined;
}

/** Whether something else makes values of a file. */
export function isFilled({ path, filledBy }: FoundFile): boolean {
  return filledBy !== null || path.endsWith('.gotmpl');
}

/** Uses by what asks for them: there may be thousands of both. */
export class UsesIndex {
  private readonly byFile: ReadonlyMap<string, readonly FoundUse[]>;
  private readonly byMap: ReadonlyMap<string, readonly FoundUse[]>;
  private readonly byName: ReadonlyMap<string, readonly FoundUse[]>;
  private readonly byPath: ReadonlyMap<string, readonly FoundUse[]>;
  private byChart: ReadonlyMap<string, readonly FoundUse[]> | null = null;
  private computed: readonly FoundUse[] | null = null;

  constructor(private readonly all: readonly FoundUse[]) {
    this.byFile = grouped(all, ({ files }) => files.map(({ path }) => path));
    this.byMap = grouped(all, ({ release }) => release.maps.map(({ name }) => name));
    this.byName = grouped(all, ({ release }) => [release.name]);
    this.byPath = grouped(all, ({ path }) => [path]);
  }

  /** The releases that values go to, where others than their own document say which. */
  for({ release }: ValuesSite, path: string): readonly FoundUse[] {
    if (release.form === 'file') return this.naming(path);
    if (release.mapKey !== null)
      return (this.byMap.get(release.name) ?? []).filter((use) =>
        use.release.maps.some((map) => isMapOf(map, release)),
      );
    const joined = carrierOf(release)?.joins;
    if (joined === undefined) return [];
    return (this.byName.get(release.name) ?? []).filter(({ release: { form } }) => form === joined);
  }

  /** Those that name a file. */
  naming(path: string): readonly FoundUse[] {
    return this.byFile.get(path) ?? [];
  }

  /** Commands whose chart and files are computed: they may be of any release. */
  unsaid(): readonly FoundUse[] {
    this.computed ??= this.all.filter(
      ({ release: { form, chart, folder }, files }) =>
        form === 'command' && chart === null && folder === null && files.length === 0,
    );
    return this.computed;
  }

  /** The files that a name means where it is computed in part. */
  meantBy(written: string, by: string): readonly string[] {
    const files = (this.byPath.get(by) ?? []).flatMap((use) => use.files);
    return [...new Set(files.flatMap((file) => (file.written === written ? [file.path] : [])))];
  }

  /** Those of a chart that lies in a folder, whether they name its values.yaml or not. */
  ofChart(
    folder: string,
    near: (written: string, by: string) => string | null,
  ): readonly FoundUse[] {
    this.byChart ??= grouped(this.all, ({ release: { folder: written }, path }) => {
      const found = written === null ? null : near(written, path);
      return found === null ? [] : [found];
    });
    return this.byChart.get(folder) ?? [];
  }
}

function grouped(
  uses: readonly FoundUse[],
  keys: (use: FoundUse) => readonly string[],
): ReadonlyMap<string, readonly FoundUse[]> {
  const groups = new Map<string, FoundUse[]>();
  for (const use of uses) for (const key of new Set(keys(use))) push(groups, key, use);
  return groups;
}

export const NO_USES = new UsesIndex([]);

function isMapOf({ name, namespace, key }: NamedMap, own: Release): boolean {
  const isNear = namespace === '' || own.namespace === '' || namespace === own.namespace;
  return name === own.name && key === own.mapKey && isNear;
}
