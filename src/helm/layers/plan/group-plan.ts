import { isDeepStrictEqual } from 'node:util';
import type { Layer, LayerGroup } from '../../../model/layers.js';
import type { PodOperation } from '../../../model/operation.js';
import type { Refusal } from '../../../model/refusal.js';
import { flawIn } from './check.js';
import { after, movedBy } from './member.js';

export type LayerRefusal = Refusal & Required<Pick<Refusal, 'code' | 'place'>>;

/** A clause about what changes beside the pods. */
export interface Clause {
  readonly names: readonly string[];
  readonly text: string;
}

/** What has to change in the layers of a group, beside the moves of its pods. */
export class GroupPlan {
  /** Why nothing of the group can move. */
  readonly refusals: LayerRefusal[] = [];
  readonly said: Clause[] = [];
  private readonly followers = new Map<string, PodOperation[]>();

  constructor(
    readonly group: LayerGroup,
    /** The operations of the pods themselves, by layer. */
    readonly own: ReadonlyMap<string, readonly PodOperation[]>,
  ) {}

  get moving(): ReadonlySet<string> {
    return new Set([...this.own.values()].flatMap(movedBy));
  }

  movesIn({ id }: Layer): readonly string[] {
    return movedBy(this.own.get(id) ?? []);
  }

  refuse(refusal: LayerRefusal | null): void {
    if (refusal === null) return;
    if (this.refusals.some(({ message }) => message === refusal.message)) return;
    this.refusals.push(refusal);
  }

  /** One text is a layer of several releases, and can only say one thing. */
  add(layer: Layer, operation: PodOperation): void {
    const known = this.followers.get(layer.id) ?? [];
    if (known.some((each) => isDeepStrictEqual(each, operation))) return;
    if (layer.readOnly !== null)
      this.refuse(
        refusalAt(
          layer,
          `${placeOfLayer(layer)} would have to change too, but ${layer.readOnly}`,
          'change both places by hand, together',
        ),
      );
    this.followers.set(layer.id, [...known, operation]);
    const names = 'name' in operation ? [operation.name ?? ''] : [...this.moving];
    const text = clauseOf(layer, operation);
    if (!this.said.some((each) => each.text === text)) this.said.push({ names, text });
  }

  /** What changes beside the pods, by layer. */
  get following(): ReadonlyMap<string, readonly PodOperation[]> {
    return this.followers;
  }

  after(layer: Layer): Layer['map'] {
    return after(layer, [
      ...(this.own.get(layer.id) ?? []),
      ...(this.followers.get(layer.id) ?? []),
    ]);
  }

  /** The last word: every release as it is and as it would be. */
  check(): void {
    const { keys, stacks } = this.group;
    const changed = changedFields([...this.own.values(), ...this.followers.values()].flat());
    for (const { layers } of stacks) {
      const top = layers.at(-1);
      if (top === undefined) continue;
      const request = { keys, moving: this.moving, changed };
      const before = layers.map(({ map }) => map);
      const flaw = flawIn({ ...request, before, after: layers.map((each) => this.after(each)) });
      if (flaw !== null)
        this.refuse(
          refusalAt(
            top,
            `in the release of ${layers.map(placeOfLayer).join(' and ')} ${flaw}`,
            'move the container by hand in all of these files, together',
          ),
        );
    }
  }
}

function clauseOf(layer: Layer, operation: PodOperation): string {
  switch (operation.op) {
    case 'copy-item':
      return `${operation.name} is copied to ${operation.list} in ${placeOfLayer(layer)}`;
    case 'empty-list':
      return `${operation.list} becomes empty in ${placeOfLayer(layer)}`;
    default:
      return `what ${placeOfLayer(layer)} sets for ${operation.name} moves with it`;
  }
}

export function refusalAt(layer: Layer, message: string, remedy: string): LayerRefusal {
  return { code: 'SM527', message, remedy, place: layer.place };
}

/** `shop/values.yaml:12` */
export function placeOfLayer({ place: { path, line } }: Layer): string {
  return `${path}:${line}`;
}

function changedFields(operations: readonly PodOperation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap((each): readonly string[] => {
      if (each.op === 'set-field') return each.key === 'restartPolicy' ? [] : [each.key];
      if (each.op !== 'remove-node' && each.op !== 'edit-text') return [];
      return [String(each.node[0])];
    }),
  );
}
