import { formsOf, heldForm, targetForm } from '../../helm/charts/target-form.js';
import type { Chart, ChartComponent, ChartTpl, ValuesShape } from '../../model/chart.js';
import type { Container } from '../../model/container.js';
import type { ListForm } from '../../model/list-form.js';
import type { Hit } from '../../model/rule.js';
import { type Path, valueAt } from '../../model/value.js';
import { keyOf, type ValuesSite } from '../../model/values.js';
import { blocks } from '../define.js';

/** The value that leaves out init containers, where it is set; with values above it those of its chart. */
export function skipping(
  { path, whole }: ValuesSite,
  { from, skippedBy }: ChartComponent,
): string | null {
  if (skippedBy === null || from === null) return null;
  const above = path.slice(0, path.length - from.split('.').length);
  const value = valueAt(whole, [...above, ...skippedBy.split('.')]);
  return value === undefined || value === false || value === null ? null : skippedBy;
}

interface Target {
  readonly chart: Chart;
  readonly component: ChartComponent;
  readonly to: Path;
}

/** Whether the chart reads the containers as they are written, here and there. */
export function formed(
  container: Container,
  site: ValuesSite,
  { chart, component, to }: Target,
): readonly Hit<'block'>[] {
  const { name } = container;
  const key = site.path.join('.');
  const target = keyOf(site.path, to);
  if (!formsOf(component.fromShape).includes(site.shape))
    return blocks(
      `${key} is a ${site.shape}, and the chart ${chart.name} expects ${inWords(component.fromShape)} there`,
      `check what the chart makes of it, and write it in the form that the chart expects first`,
    );
  const form = targetForm(site, component, to);
  if (form === null)
    return blocks(
      heldForm(site, to) === 'empty'
        ? `the form that the chart ${chart.name} expects for ${target} is not known`
        : `${target} exists, and is not ${inWords(component.toShape)} of containers`,
      `add ${name} to ${target} by hand, with restartPolicy: Always`,
    );
  if (site.shape === 'map' && form !== 'map' && container.value.name !== undefined)
    return blocks(
      `${name} has a name that differs from its key, and ${target} would keep only one of the two`,
      'remove the name first',
    );
  return templated(container, site, component, { form, key: target });
}

/** What is there before and behind decides whether actions in the moved bytes still mean the same. */
function templated(
  { value, name }: Container,
  { release, shape }: ValuesSite,
  { fromTpl, toTpl }: ChartComponent,
  target: { readonly form: ListForm; readonly key: string },
): readonly Hit<'block'>[] {
  if (!JSON.stringify(value).includes('{{')) return [];
  if (release.form === 'ApplicationSet')
    return blocks(
      `${name} holds template actions that the ApplicationSet fills in`,
      'move it by hand, and check what the generators make of it',
    );
  // The text of a list is run as it is written; a list is written anew before it is run.
  const isAlike = (shape === 'text') === (target.form === 'text');
  const from = areRun(fromTpl, shape);
  if (isAlike && from !== null && from === areRun(toTpl, target.form)) return [];
  return blocks(
    `${name} holds template actions, and the chart does not evaluate those of ${target.key} in the same way`,
    'write the values out, or escape them as the chart requires, then run again',
  );
}

function areRun(tpl: ChartTpl, form: ListForm): boolean | null {
  return tpl === 'text' ? form === 'text' : tpl;
}

function inWords(shape: ValuesShape): string {
  if (shape === 'patch') return 'patches of the rendered chart';
  const forms = formsOf(shape).map((form) => `a ${form}`);
  return forms.length === 0 ? 'an unknown form' : forms.join(' or ');
}
