import type { Chart, ChartHazard } from '../../model/chart.js';
import { isNative } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import type { ValuesRule, ValuesSite } from '../../model/values.js';
import { blocks, rule, warns } from '../define.js';
import { takenByName } from './by-name.js';
import { formed, skipping } from './values-forms.js';

/** A pod that templates make from values: what they do is for the chart to say, and is not all seen. */
export const helmValues = rule({
  code: 'SM527',
  title: 'containers in the values of a Helm chart',
  sources: ['docs/charts.md', 'helm.sh/docs/chart_template_guide/values_files'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Helm values are not a pod: the template decides what becomes of each key. A chart that copies fields by name drops restartPolicy, and the pod hangs in Init; a chart that adds init containers to other pods runs the sidecar there as well.',
  seen: 'Containers in Helm values. It blocks where the chart is not known, takes no init containers in these values, drops the field or evaluates template actions differently, or where other values of the same release could not be changed as well: Helm replaces lists, so a moved list must not hide init containers below it. It warns everywhere else, because the rest of the pod cannot be seen.',
  fix: 'Render the release before and after the move, and accept the warning. Describe a chart of your own in the config.',
  before: `extraContainers:
- name: proxy
  image: envoyproxy/envoy:v1.31.0`,
  after: `extraInitContainers:
- name: proxy
  restartPolicy: Always`,
  check: (subject) => {
    const site = subject.pod.values;
    // Where a chart makes its sidecars itself, nothing of the values moves (SM533).
    if (site === undefined || site.switched !== null) return [];
    const { readOnly } = site.release;
    if (readOnly !== null) return blocks(readOnly.message, readOnly.remedy);
    const { rule } = site;
    if (!rule.ok) return blocks(rule.message, rule.remedy);
    const found = blocksOf(subject, site, rule);
    return found.length > 0 ? found : warningsOf(subject, site, rule);
  },
});

type Known = ValuesRule & { readonly ok: true };

function blocksOf(
  { pod, container }: Subject,
  site: ValuesSite,
  { chart, component, to, taken }: Known,
): readonly Hit<'block'>[] {
  const { name } = container;
  const key = site.path.join('.');
  const { init } = pod.keys;
  const elsewhere = taken.get(name);
  if (elsewhere !== undefined)
    return blocks(
      `${elsewhere} also changes ${name} under ${key}: only that part of the container would stay there`,
      `move that part of ${name} in ${elsewhere} to ${init} by hand, together with this one`,
    );
  if (component.to === null)
    return blocks(
      `the chart ${chart.name} has no key for init containers that goes with ${key}`,
      instead(chart),
    );
  if (component.passes !== true)
    return blocks(
      component.passes === false
        ? `the chart ${chart.name} drops restartPolicy: ${name} would be an init container that never ends, and the pod would hang`
        : `whether the chart ${chart.name} passes restartPolicy on is not known: if it does not, ${name} would hang its pod`,
      chart.upgrade === null
        ? 'leave it where it is until the chart passes the field on'
        : `update the chart to ${chart.upgrade} or newer first`,
    );
  const skips = skipping(site, component);
  if (skips !== null)
    return blocks(
      `with ${skips}: true the chart ${chart.name} leaves out every init container, including ${name}`,
      `leave it where it is, or check whether ${skips} is still needed`,
    );
  return blocksOfContainer({ pod, container }, site, { chart, component, to });
}

/** What of the container itself, and of the list that it would be in, keeps it where it is. */
function blocksOfContainer(
  { pod, container }: Pick<Subject, 'pod' | 'container'>,
  site: ValuesSite,
  { chart, component, to }: Pick<Known, 'chart' | 'component' | 'to'>,
): readonly Hit<'block'>[] {
  const { name } = container;
  const { init } = pod.keys;
  if (component.ownNames.includes(name))
    return blocks(
      `${name} is a container of the chart ${chart.name} itself`,
      'leave it where it is',
    );
  if (container.image === null)
    return blocks(
      `${name} has no image here: it changes a container that the chart makes`,
      'leave it where it is',
    );
  const hazard = HAZARDS.find(
    ([each]) => component.hazards.includes(each) && isMet(each, pod.initContainers.length),
  );
  if (hazard !== undefined)
    return blocks(
      `${hazard[1]} (chart ${chart.name})`,
      `read the template, then move ${name} by hand`,
    );
  if (component.fanOut.length > 0)
    return blocks(
      `the chart ${chart.name} also uses ${init} for ${component.fanOut.join(', ')}: ${name} would run there as well`,
      'move it by hand if it may run there',
    );
  return formed(container, site, { chart, component, to: to ?? [] });
}

/** What a chart has instead of init containers. */
function instead({ switches }: Chart): string {
  const keys = switches.flatMap(({ at, sets }) =>
    at === '' ? sets.map(({ key, value }) => `${key}: ${value}`) : [],
  );
  return keys.length === 0
    ? 'ask the maintainers of the chart for a key, or leave the container where it is'
    : `set ${keys.join(' and ')}: then the chart makes all of them native sidecars in place`;
}

/** Hazards that keep a container where it is. */
const HAZARDS: readonly (readonly [hazard: ChartHazard, message: string])[] = [
  [
    'item-defaults',
    'the template adds the image, mounts and more to each sidecar, but not to init containers',
  ],
  ['dialect', 'sidecars are written in a form that only the chart reads'],
  [
    'two-indents',
    'the template indents your init containers differently from its own, and cannot be rendered with both',
  ],
  ['text-glue', 'the template writes a key after the last init container'],
  ['fan-out', 'the init containers also go to other pods'],
  [
    'hides-another',
    'the template reads another list of init containers only while this one is empty: what is set in that list would be lost',
  ],
  [
    'default-inits',
    'the chart has init containers of its own under the same key, which this list would replace',
  ],
];

function isMet(hazard: ChartHazard, inits: number): boolean {
  return (hazard !== 'default-inits' && hazard !== 'hides-another') || inits === 0;
}

/** A chart that nobody has read before, and where its templates say what becomes of the list. */
function readAt({ id, source }: Chart): string {
  return id.startsWith('templates/') ? `, as read at ${source}` : '';
}

function warningsOf(
  subject: Subject,
  site: ValuesSite,
  rule: Known,
): readonly Hit<'block' | 'warn'>[] {
  const { chart, unseen, byName } = rule;
  const { name } = subject.container;
  const hits = [
    ...warns(
      `templates of the chart ${chart.name} create the pod around ${name}${readAt(chart)}: whether anything in it waits for the container, or the container for it, cannot be seen`,
      'render the release before and after the move, and compare; then accept SM527',
    ),
  ];
  if (unseen.length > 0)
    hits.push(
      ...warns(
        `values also come from ${unseen.join(' and ')}, and cannot be seen here`,
        `check that they do not mention ${name}`,
      ),
    );
  if (byName) hits.push(takenByName(chart));
  return chart.id.startsWith('config/') ? hits : [...hits, ...unproven(subject, site, rule)];
}

/** What is not known of the pod that the chart makes with one more init container. */
function unproven(
  { pod, container: { name }, moving }: Subject,
  site: ValuesSite,
  { chart, component }: Known,
): readonly Hit<'warn'>[] {
  const hits: Hit<'warn'>[] = [];
  if (component.position === 'before-own')
    hits.push(
      ...warns(
        `the chart ${chart.name} adds init containers of its own after it: ${name} starts before they have prepared anything`,
        `check that ${name} does not need what they prepare`,
      ),
    );
  if (component.hazards.includes('brings-own') && pod.initContainers.length === 0)
    hits.push(
      ...warns(
        `if it is given init containers, the chart ${chart.name} may add some of its own that it otherwise leaves out`,
        'render the release before and after the move, and check whether there is one more',
      ),
    );
  if (component.position === 'unknown')
    hits.push(
      ...warns(
        `where the chart ${chart.name} puts ${name} among its own init containers is not known`,
        'render the release, and check the order',
      ),
    );
  if (component.hazards.includes('unverified') || component.hazards.includes('program'))
    hits.push(
      ...warns(
        component.hazards.includes('program')
          ? `the pods of ${site.path.join('.')} are created by a program, not by a template: it must know restartPolicy`
          : `the templates of the chart ${chart.name} were not available`,
        'try one pod, and check that it has restartPolicy',
      ),
    );
  const later = pod.initContainers.filter(
    (init) => !isNative(init) && !moving.includes(init) && init.name > name,
  );
  if (component.position === 'by-name' && later.length > 0)
    hits.push(
      ...warns(
        `the chart sorts init containers by name: ${name} starts before ${later.map((each) => each.name).join(', ')}`,
        'rename one of them if the order matters',
      ),
    );
  return hits;
}
