import type { ChartComponent, ValuesShape } from '../../model/chart.js';
import type { HeldForm, ListForm } from '../../model/list-form.js';
import type { Path } from '../../model/value.js';
import { isBeside, keyOf, type ValuesRule, type ValuesSite } from '../../model/values.js';

/** What a chart reads under a key. */
export function formsOf(shape: ValuesShape): readonly ListForm[] {
  switch (shape) {
    case 'list':
    case 'map':
      return [shape];
    case 'string':
      return ['text'];
    case 'list-or-string':
      return ['list', 'text'];
    case 'list-or-map':
      return ['list', 'map'];
    case 'patch':
    case 'unknown':
      return [];
  }
}

/** What stands at the other key of a site. */
export function heldForm({ path, forms }: ValuesSite, to: Path): HeldForm {
  return forms.get(keyOf(path, to)) ?? 'empty';
}

/**
 * How containers are written at the other key: as those that are there, else as they are now, if the
 * chart reads that. null: it reads neither.
 */
export function targetForm(
  site: ValuesSite,
  { toShape }: ChartComponent,
  to: Path,
): ListForm | null {
  const taken = formsOf(toShape);
  const held = heldForm(site, to);
  if (held === 'other') return null;
  if (held !== 'empty') return taken.includes(held) ? held : null;
  return taken.includes(site.shape) ? site.shape : (taken[0] ?? null);
}

/** Whether containers go to another form or another map, or stay in the text of a list. */
export function isOfItsOwn(site: ValuesSite, rule: ValuesRule): boolean {
  if (!rule.ok || rule.to === null) return false;
  const form = targetForm(site, rule.component, rule.to) ?? site.shape;
  return form !== site.shape || form === 'text' || !isBeside(site.path, rule.to);
}
