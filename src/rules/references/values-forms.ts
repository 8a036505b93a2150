import { formsOf, heldForm, targetForm } from '../../helm/charts/target-form.js';
import type { Chart, ChartComponent, ChartTpl, ValuesShape } from '../../model/chart.js';
import type { Container } from '../../model/container.js';
import type { ListForm } from '../../model/list-form.js';
import type { Hit } from '../../model/rule.js';
import { type Path, valueAt } from '../../model/value.js';
import { keyOf, type ValuesSite } from '../../model/values.js';

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
    return [
      block(
        `${key} is a ${site.shape}, and the chart ${chart.name} takes ${inWords(component.fromShape)} there`,
        `see what the chart makes of it, and write it as the chart takes it first`,
      ),
    ];
  const form = targetForm(site, component, to);
  if (form === null)
    return [
      block(
        heldForm(site, to) === 'empty'
          ? `how the chart ${chart.name} takes ${target} is not known`
          : `${target} is there, and is not ${inWords(component.toShape)} of containers`,
        `write ${name} into ${target} by hand, with restartPolicy: Always`,
      ),
    ];
  if (site.shape === 'map' && form !== 'map' && container.value.name !== undefined)
    return [
      block(
        `${name} has a name of its own beside its key, and ${target} would have one of the two`,
        'take the name out first',
      ),
    ];
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
    return [
      block(
        `${name} holds actions that the ApplicationSet fills in`,
        'move it by hand, and see what the generators make of it',
      ),
    ];
  // The text of a list is run as it is written; a list is written anew before it is run.
  const isAlike = (shape === 'text') === (target.form === 'text');
  const from = areRun(fromTpl, shape);
  if (isAlike && from !== null && from === areRun(toTpl, target.form)) return [];
  return [
    block(
      `${name} holds template actions, and the chart does not run those of ${target.key} in the same way`,
      'write the values out, or escape them as the chart asks for, then run again',
    ),
  ];
}

function areRun(tpl: ChartTpl, form: ListForm): boolean | null {
  return tpl === 'text' ? form === 'text' : tpl;
}

function inWords(shape: ValuesShape): string {
  if (shape === 'patch') return 'patches of what it renders';
  const forms = formsOf(shape).map((form) => `a ${form}`);
  return forms.length === 0 ? 'what nobody has read' : forms.join(' or ');
}

function block(message: string, remedy: string): Hit<'block'> {
  return { severity: 'block', message, remedy };
}
