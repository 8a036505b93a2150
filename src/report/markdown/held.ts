import { grouped } from '../../model/groups.js';
import type { Place } from '../../model/source.js';
import { count, listed } from '../counting.js';
import type { Case, Cause } from '../digest.js';
import { isGenerated } from '../kept.js';
import type { Told } from '../told.js';
import type { Part } from './part.js';
import { link, name, placeOf, sentence, workload } from './words.js';

/** So many rules of a section have a list of their own. */
const RULES = 25;

/** So many answers are named. */
const WAYS = 3;

/** What waits for somebody, by rule. */
export function decisionParts(causes: readonly Cause[], told: Told): readonly Part[] {
  const own = causes.filter(({ native, effect }) => !native && effect === 'review');
  return causeParts('### Needs a decision', own, told);
}

/** What stays, and why: rules that block, native sidecars with findings, generated files, templates. */
export function leftParts(causes: readonly Cause[], told: Told): readonly Part[] {
  const blocked = causes.filter(({ native, effect }) => !native && effect === 'blocked');
  const native = causes.filter((cause) => cause.native);
  return [
    ...causeParts('### Blocked by a rule', blocked, told),
    ...causeParts('### Native sidecars with findings', native, told),
    ...generatedParts(told),
    ...templateParts(told),
    ...keptParts(told),
  ];
}

function causeParts(title: string, causes: readonly Cause[], told: Told): readonly Part[] {
  if (causes.length === 0) return [];
  const most = causes.length <= RULES ? causes.length : RULES - 1;
  const rest = causes.slice(most);
  return [
    { head: `${title}\n\n`, items: [], noun: '' },
    ...causes.slice(0, most).map((cause) => causePart(cause, told)),
    ...(rest.length === 0
      ? []
      : [
          {
            head: '#### Other rules\n\n',
            items: rest.map(({ id, title: what, sidecars }) => {
              const code = id === 'role' ? '' : `${link(id)}: `;
              return `- ${code}${sentence(what)} (${count(sidecars, 'sidecar')})\n`;
            }),
            noun: 'rules',
          },
        ]),
  ];
}

function causePart(cause: Cause, { pathOf }: Told): Part {
  const { id, title, sidecars, pods, ways, cases } = cause;
  const code = id === 'role' ? '' : `${link(id)}: `;
  const answers = ways.slice(0, WAYS).map(({ words }) => name(words));
  const role = `Confirm each with ${name('--sidecar NAME')}, or dismiss it with ${name('--keep NAME')}.`;
  const answer =
    id === 'role'
      ? role
      : answers.length === 0
        ? ''
        : `What lets them move: ${answers.join(', ')}.`;
  const groups = [...grouped(cases, sayingOf).values()];
  return {
    head: `#### ${code}${sentence(title)} (${count(sidecars, 'sidecar')} in ${count(pods, 'pod')})\n\n${answer === '' ? '' : `${answer}\n\n`}`,
    items: groups.map((same) => caseItem(same, pathOf)),
    noun: 'cases',
  };
}

function sayingOf({ entry, finding }: Case): string {
  return finding?.message ?? `${entry.container.name}: ${entry.role?.why ?? ''}`;
}

/** Cases of which the same is said. */
function caseItem(cases: readonly Case[], pathOf: Told['pathOf']): string {
  const [first] = cases;
  if (first === undefined) return '';
  const places = cases.map(({ entry, finding }): Place => {
    const place = finding?.place ?? entry.container.place;
    return { ...place, path: pathOf(place.path) };
  });
  const remedy = first.finding?.remedy ?? '';
  const next = remedy === '' ? '' : `  - ${sentence(remedy)}\n`;
  return `- ${workload(first.decision)} at ${listed(places.map(placeOf), 4)}: ${sentence(sayingOf(first))}\n${next}`;
}

function generatedParts({ outcome, pathOf }: Told): readonly Part[] {
  const own = outcome.decisions.filter(isGenerated);
  if (own.length === 0) return [];
  return [
    {
      head: '### Not edited, because the file is generated or vendored\n\n',
      items: own.map(({ pod, reason, next }) => {
        const place = { ...pod.place, path: pathOf(pod.place.path) };
        return `- ${placeOf(place)}: ${sentence(reason)}${next === '' ? '' : `; ${sentence(next)}`}\n`;
      }),
      noun: 'pods',
    },
  ];
}

function templateParts({ outcome, pathOf }: Told): readonly Part[] {
  const own = outcome.templates.flatMap((file) => file.sidecars);
  if (own.length === 0) return [];
  return [
    {
      head: '### Not edited, because Helm templates are not edited\n\n',
      items: own.map(({ name: container, place, reason, next }) => {
        const at = placeOf({ ...place, path: pathOf(place.path) });
        return `- ${name(container)} at ${at}: ${sentence(reason === '' ? next : `${reason}; ${next}`)}\n`;
      }),
      noun: 'sidecars',
    },
  ];
}

/** Pods in which nothing is a sidecar are counted: a reader of this page has no question to them. */
function keptParts({ outcome: { counts, decisions } }: Told): readonly Part[] {
  const kept = counts.pods.unchanged - decisions.filter(isGenerated).length;
  const { native } = counts.pods;
  const words = [
    ...(kept > 0 ? [`${count(kept, 'pod')} without a known sidecar`] : []),
    ...(native > 0 ? [`${count(native, 'pod')} with native sidecars already`] : []),
  ];
  if (words.length === 0) return [];
  return [{ head: `### Unchanged\n\n${words.join(', ')}.\n\n`, items: [], noun: '' }];
}
