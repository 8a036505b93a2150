import { isDeepStrictEqual } from 'node:util';
import type { Code } from '../../model/finding.js';
import type {
  JsonBody,
  LookUp,
  MergeBody,
  MergePatch,
  Patch,
  Rendering,
  Step,
  Written,
} from '../../model/kustomize.js';
import type { Operation } from '../../model/operation.js';
import { type Pod, podPathOf } from '../../model/pod.js';
import type { Refusal } from '../../model/refusal.js';
import type { Place } from '../../model/source.js';
import { isList, isMap, listAt, type Path, type Value, type ValueMap } from '../../model/value.js';
import { apply } from '../../operations/apply.js';
import { rewriteJson } from '../render/follow-json.js';
import { PatchError } from '../render/json-patch.js';
import { applyPatch } from '../render/render.js';
import { type Migration, migrated, withoutEmptyLists } from './migrated.js';
import { namesIn, rewriteMerge } from './rewrite-merge.js';
import { rewritePath } from './rewrite-path.js';

/** Why some sidecars cannot move: something else in the tree would not be right any more. */
export interface Obstacle extends Required<Refusal> {
  /** No comment lowers it. */
  readonly absolute?: true;
  /** Warnings of another workload: once they are accepted, nothing is in the way. */
  readonly waitsFor?: readonly Code[];
}

/** What has to change beside a workload, by the id of what is written there; often nothing. */
export type Followers = ReadonlyMap<string, readonly Operation[]>;

export interface Followed {
  readonly followers: Followers;
  /** Native in their base already, and only now followed by a patch. */
  readonly nativeInBase: ReadonlySet<string>;
  readonly obstacles: readonly Obstacle[];
}

/**
 * Carries a move through every kustomization that its workload reaches. Each patch is rewritten, and
 * has to make of the migrated workload what migrating makes of the patched one: the square of the
 * promise, step by step. What cannot be made to fit is an obstacle.
 */
export function follow(migration: Migration): Followed {
  const { pod, names, settings } = migration;
  const { placement, kubeMinor, removeWorkarounds } = settings;
  const key = JSON.stringify([[...names], placement, kubeMinor, removeWorkarounds]);
  const ofPod = KNOWN.get(pod) ?? new Map<string, Followed>();
  KNOWN.set(pod, ofPod);
  // The names are taken away from while the pod is settled.
  const followed = ofPod.get(key) ?? carried({ ...migration, names: new Set(names) });
  ofPod.set(key, followed);
  return followed;
}

/** Asked again for every word that might let the pod move. */
const KNOWN = new WeakMap<Pod, Map<string, Followed>>();

function carried(migration: Migration): Followed {
  const walk = new Walk(migration);
  if (migration.names.has('')) {
    walk.refuseUnnamed();
    return walk.followed;
  }
  for (const rendering of migration.pod.renderings) walk.rendering(rendering);
  walk.refuseSealed();
  return walk.followed;
}

/** Texts that would have to change, and must not be written for one and the same reason. */
interface ReadOnly {
  readonly code: Code;
  readonly why: string;
  readonly places: readonly Place[];
}

/** So many paths are named in one message. */
const SHOWN = 12;

class Walk {
  private readonly followers = new Map<string, readonly Operation[]>();
  private readonly nativeInBase = new Set<string>();
  private readonly obstacles: Obstacle[] = [];
  private readonly done = new Set<Step | LookUp>();
  private readonly readOnly = new Map<string, ReadOnly>();
  private readonly migratedObjects = new WeakMap<ValueMap, ValueMap>();
  private readonly podPath: Path;

  constructor(private readonly migration: Migration) {
    this.podPath = podPathOf(migration.pod);
  }

  /** Without the objects on the way, which are many. */
  get followed(): Followed {
    const { followers, nativeInBase, obstacles } = this;
    return { followers, nativeInBase, obstacles };
  }

  rendering({ steps, lookUps, unknown, failure, kustomization }: Rendering): void {
    for (const { why, text, place } of unknown) {
      const opaque = text === '' || text.includes('ontainers');
      const names = this.all().filter((name) => opaque || text.includes(name));
      if (names.length > 0)
        this.refuse(
          'SM512',
          names,
          place,
          `in ${kustomization} ${why}, so what becomes of ${names.join(', ')} there is not known`,
        );
    }
    if (failure !== null)
      this.refuse(
        'SM513',
        this.all(),
        failure.place,
        `a patch of this workload does not apply: ${failure.why}`,
      );
    for (const step of steps) this.once(step, () => this.step(step));
    for (const lookUp of lookUps) this.once(lookUp, () => this.lookUp(lookUp));
  }

  private step(step: Step): void {
    const { patch, before, after } = step;
    const code = patch.form === 'merge' ? 'SM512' : 'SM513';
    const late = patch.form === 'merge' ? this.lateIn(patch, before) : [];
    if (this.migration.names.size + late.length === 0) {
      this.keep(patch, code, []);
      return;
    }
    try {
      const now = this.migrate(before);
      // What comes late is not there twice once it has moved: the lists are as they were without it.
      const wanted = late.length > 0 ? now : this.migrate(after);
      const operations = this.rewrite(step, wanted, late);
      const made = applyPatch(now, rewritten(patch, operations));
      if (late.length > 0) this.mustHaveNoCopy(made);
      else if (!isDeepStrictEqual(withoutEmptyLists(made), withoutEmptyLists(wanted)))
        throw new PatchError('no change of it gives the same pod');
      this.keep(patch, code, operations);
      for (const name of late) this.nativeInBase.add(name);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      const names = this.namedIn(patch.value);
      const word = patch.form === 'merge' ? 'merge patch' : 'JSON patch';
      this.refuse(
        code,
        names,
        patch.place,
        `a ${word} of this workload cannot be changed to match the move of ${names.join(', ')}: ${error.message}`,
      );
    }
  }

  private rewrite(
    { patch, before }: Step,
    wanted: ValueMap,
    late: readonly string[],
  ): readonly Operation[] {
    const { pod, settings } = this.migration;
    const { keys } = pod;
    const names = new Set([...this.migration.names, ...late]);
    const common = { keys, podPath: this.podPath, names, before };
    if (patch.form === 'merge') return rewriteMerge({ ...common, patch, wanted, settings });
    const migrate = (object: ValueMap): ValueMap => this.migrate(object);
    return rewriteJson({ ...common, patch, migrate });
  }

  /** What one patch leaves is what the next one finds. */
  private migrate(object: ValueMap): ValueMap {
    const known = this.migratedObjects.get(object);
    if (known !== undefined) return known;
    const made = migrated(object, this.migration);
    this.migratedObjects.set(object, made);
    return made;
  }

  /** What a patch still looks for in containers, though it is native in what the patch is for. */
  private lateIn({ value }: MergePatch, before: ValueMap): readonly string[] {
    const { keys } = this.migration.pod;
    const there = namesIn(before, [...this.podPath, keys.containers]);
    const native = listAt(before, [...this.podPath, keys.init])
      .filter((item): item is ValueMap => isMap(item) && item.restartPolicy === 'Always')
      .map(({ name }) => String(name));
    return namesIn(value, [...this.podPath, keys.containers]).filter(
      (name) => native.includes(name) && !there.includes(name),
    );
  }

  private mustHaveNoCopy(object: ValueMap): void {
    const { keys } = this.migration.pod;
    const names = [keys.containers, keys.init].flatMap((key) =>
      namesIn(object, [...this.podPath, key]),
    );
    if (new Set(names).size < names.length)
      throw new PatchError('a container would be there twice');
  }

  private lookUp(lookUp: LookUp): void {
    const { pod, names } = this.migration;
    const { fieldPath, object } = lookUp;
    const { keys } = pod;
    const text = this.unlessTwice(() => {
      const after = this.migrate(object);
      return rewritePath({ lookUp, keys, podPath: this.podPath, names, migrated: after });
    });
    if (text === null)
      this.refuse(
        'SM514',
        this.all(),
        fieldPath.place,
        `${fieldPath.kustomization} reads or writes ${fieldPath.text}, and no path leads to the same containers once ${this.all().join(', ')} has moved`,
      );
    else
      this.keep(
        fieldPath,
        'SM514',
        text === fieldPath.text
          ? []
          : [{ op: 'set-scalar', path: fieldPath.path, at: fieldPath.at, value: text }],
      );
  }

  private unlessTwice<T>(look: () => T): T | null {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      return null;
    }
  }

  /** One text serves every workload and kustomization that uses it: it can only say one thing. */
  private keep(
    written: Written & { readonly id: string },
    code: Code,
    operations: readonly Operation[],
  ): void {
    const known = this.followers.get(written.id);
    if (known !== undefined && !isDeepStrictEqual(known, operations))
      this.refuse(
        code,
        this.all(),
        written.place,
        'it is used in several kustomizations, and would have to differ in each',
      );
    if (operations.length > 0 && written.readOnly !== null) {
      const key = `${code} ${written.readOnly}`;
      const { places } = this.readOnly.get(key) ?? { places: [] };
      this.readOnly.set(key, { code, why: written.readOnly, places: [...places, written.place] });
    }
    this.followers.set(written.id, operations);
  }

  /** All that would have to be written and must not be, at once: a person gives the files one time. */
  refuseSealed(): void {
    for (const { code, why, places } of this.readOnly.values()) {
      const [first] = places;
      if (first === undefined) continue;
      const names = this.all().join(', ');
      const paths = [...new Set(places.map(({ path }) => path))].sort();
      const shown = paths.slice(0, SHOWN).join(', ');
      const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : '';
      const message =
        paths.length === 1
          ? `${shown} refers to ${names} and would have to change too, but ${why}`
          : `${shown}${more} refer to ${names} and would have to change too, but for each of them: ${why}`;
      this.refuse(code, this.all(), first, message);
    }
  }

  private once(part: Step | LookUp, look: () => void): void {
    if (this.done.has(part)) return;
    this.done.add(part);
    look();
  }

  private refuse(code: Code, names: readonly string[], place: Place, message: string): void {
    this.obstacles.push(this.obstacle(code, names, place, message));
  }

  private obstacle(code: Code, names: readonly string[], place: Place, message: string): Obstacle {
    return {
      code,
      names,
      message: `${message} (${place.path}:${place.line}:${place.column})`,
      remedy: 'change both places by hand, together',
      place,
    };
  }

  /** Overlays know containers by their names. */
  refuseUnnamed(): void {
    const { place } = this.migration.pod;
    const message =
      'a container without a name cannot be identified in the kustomizations of its pod';
    this.obstacles.push({
      ...this.obstacle('SM607', [''], place, message),
      remedy: 'give it a name',
    });
  }

  private all(): readonly string[] {
    return [...this.migration.names];
  }

  private namedIn(value: Value): readonly string[] {
    const text = JSON.stringify(value);
    const named = this.all().filter((name) => text.includes(JSON.stringify(name)));
    return named.length > 0 ? named : this.all();
  }
}

/** The patch as its operations leave it. */
export function rewritten(patch: Patch, operations: readonly Operation[]): MergeBody | JsonBody {
  const depth = patch.at.path.length;
  const value = operations
    .map((operation) => ({
      ...operation,
      at: { ...operation.at, path: operation.at.path.slice(depth) },
    }))
    .reduce<Value>(apply, patch.value);
  if (patch.form === 'merge' && isMap(value)) return { form: 'merge', value };
  if (patch.form === 'json6902' && isList(value)) return { form: 'json6902', value };
  throw new PatchError('it would no longer be a patch');
}
