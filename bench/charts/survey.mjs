// Squares on real charts: `npm run survey -- --charts FOLDER [PATTERN]` prints Markdown for docs/survey.md. FOLDER
// holds checkouts of repositories of charts, each as `owner__name`; PATTERN picks charts by `publisher/name`. Values
// with a known sidecar are written for each component of docs/charts.md, migrated, and rendered before and
// after with the real helm. Nothing in the folder is changed, and nothing is fetched.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesFor, LAYERED, SINGLE } from './cases.mjs';
import { findHelm, template } from './helm.mjs';
import { needsOf } from './needs.mjs';
import { allCharts, chartsIn, componentsOf } from './rows.mjs';
import { differing, squareOf } from './squares.mjs';
import { stage } from './stage.mjs';
import { merged, stringify } from './values.mjs';

const MARKS = { moved: '✓', refused: '–', unseen: '·', WRONG: '✗' };

/** Prints a row a component, and returns how many squares were wrong. */
export async function surveyCharts(root, pattern = '') {
  const helm = findHelm();
  const charts = allCharts(root);
  const work = mkdtempSync(join(tmpdir(), 'survey-charts-'));
  const counts = { moved: 0, refused: 0, unseen: 0, WRONG: 0 };
  const wrong = [];
  const seen = new Set();
  console.log(
    `| chart | version | commit | component | ${SINGLE.join(' | ')} | layers | place | blocked because |`,
  );
  console.log(`| --- | --- | --- | --- |${' --- |'.repeat(SINGLE.length + 3)}`);
  try {
    for (const [i, chart] of chartsIn(root).entries()) {
      const id = `${chart.row.id.split('/')[0]}/${chart.name}`;
      if (!new RegExp(pattern).test(id)) continue;
      const components = componentsOf(chart, needsOf(id, '').reduce(merged, {}));
      if (components.length === 0) continue;
      const { folder } = stage(chart, charts, join(work, String(i)));
      for (const component of components) {
        const needs = needsOf(id, component.from).reduce(merged, {});
        chart.varies ??= varies(helm, folder, needs, work);
        const results = new Map();
        for (const each of casesFor(chart, component, needs)) {
          const result = await squareOf(helm, chart, folder, each);
          results.set(each.name, result);
          counts[result.state]++;
          // A component without a target, or one that needs other values: the rest would say the same.
          if (each.name === 'alone' && result.state !== 'moved') break;
          if (result.state === 'moved') seen.add(id);
          if (result.state === 'WRONG')
            wrong.push(`${id} ${component.from}, ${each.name}: ${result.why}`);
        }
        console.log(`| ${cells(id, chart, component, results).join(' | ')} |`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(
    `\n${seen.size} charts with a square that commutes. Squares: ${counts.moved} moved and commute, ${counts.blocked} blocked, ${counts.unseen} of something that is not rendered, ${counts.WRONG} wrong.`,
  );
  for (const line of wrong) console.log(`\n- ${line}`);
  return wrong.length;
}

function varies(helm, folder, needs, work) {
  const values = join(work, 'values.yaml');
  writeFileSync(values, stringify(needs));
  const [one, two] = [1, 2].map(() => template(helm, folder, [values]).objects);
  return differing(one, two).size > 0;
}

function cells(id, { version, commit }, component, results) {
  const mark = (name) => (results.has(name) ? MARKS[results.get(name).state] : '');
  const why = ['alone', 'beside', 'actions'].flatMap((name) => {
    const result = results.get(name);
    return result?.state === 'blocked' || result?.state === 'unseen' ? [result.why] : [];
  });
  return [
    id,
    version,
    commit,
    `\`${component.from}\``,
    ...SINGLE.map(mark),
    LAYERED.map(mark).join(''),
    placeOf(component, results),
    (why[0] ?? '')
      .replace(/^SM527: /, '')
      .replace(/\|/g, '\\|')
      .slice(0, 160),
  ];
}

/** Where the renders have it among other init containers; `?` before it: the row says otherwise. */
function placeOf({ position }, results) {
  const places = [...results.values()].flatMap(({ places: own }) => own ?? []);
  if (places.length === 0) return '';
  const isOwn = (name) => name !== 'chown';
  const [isBehind, isBefore] = ['behind', 'before'].map((side) =>
    places.some((place) => place[side].some(isOwn)),
  );
  const found = isBehind ? (isBefore ? 'between' : 'before-own') : isBefore ? 'after-own' : 'alone';
  const fits =
    found === position ||
    found === 'alone' ||
    !['alone', 'after-own', 'before-own'].includes(position);
  return `${fits ? '' : '? '}${found}`;
}
