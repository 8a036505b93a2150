import { el, svg } from './dom.js';

const WIDTH = 360;
const LEFT = 4;
const RIGHT = 12;
const HEAD = 24;
const ROW = 34;
/** So many characters of a name find room over its bar; the title has all of them. */
const NAME = 32;

const KINDS = { init: 'init container', sidecar: 'native sidecar', app: 'container' };

/** One life of a pod: a bar for each container over the numbered steps, and the steps in words below. */
export function course(title, { line, steps, bars }) {
  const column = (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length);
  const height = HEAD + bars.length * ROW + 4;
  const heads = steps.map((_, i) => [
    svg('line', { class: 'grid', x1: x(i), x2: x(i), y1: HEAD - 6, y2: height }),
    svg('text', { class: 'step', x: x(i) + 3, y: 14 }, String(i + 1)),
  ]);
  function x(step) {
    return LEFT + step * column;
  }
  const rows = bars.map((bar, i) => row(bar, HEAD + i * ROW, x, column, steps.length));
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': `${title}: ${line}` },
    heads,
    rows,
  );
  const remarks = bars.flatMap(({ name, remarks: own }) =>
    own.map((remark) => el('li', {}, el('code', {}, name), ` ${remark}`)),
  );
  return el(
    'figure',
    { class: 'life' },
    el('figcaption', {}, title),
    picture,
    el(
      'ol',
      {},
      steps.map((step) => el('li', {}, step)),
    ),
    remarks.length === 0 ? null : el('ul', { class: 'remarks' }, remarks),
  );
}

function row({ name, kind, from, to, remarks }, top, x, column, last) {
  const own = name.length > NAME ? `${name.slice(0, NAME)}…` : name;
  const short = kind === 'app' ? own : `${own} · ${KINDS[kind]}`;
  const said = {
    'data-name': name,
    'data-kind': kind,
    'data-from': from ?? '',
    'data-to': to ?? '',
  };
  const words =
    from === null ? 'does not start' : to === null ? 'keeps running' : `ends in step ${to + 1}`;
  const title = svg('title', {}, [`${name}, ${KINDS[kind]}, ${words}`, ...remarks].join('; '));
  const label = (at) => svg('text', { class: 'name', x: at + 2, y: top + 11 }, short);
  if (from === null)
    return svg(
      'g',
      { ...said, class: 'bar none' },
      title,
      label(x(0)),
      svg('text', { class: 'none', x: x(0) + 2, y: top + 26 }, 'does not start'),
    );
  const start = x(from) + column * 0.08;
  const end = to === null ? x(last) : x(to) + column * 0.6;
  const bar = svg('rect', {
    class: kind,
    x: start,
    y: top + 15,
    width: Math.max(2, end - start),
    height: 13,
    rx: 3,
  });
  const tip =
    to === null ? svg('path', { class: kind, d: `M${end - 1} ${top + 12}l10 9.5l-10 9.5z` }) : null;
  // A name begins where its bar does, as far as it finds room there.
  const room = WIDTH - short.length * 6.7;
  return svg(
    'g',
    { ...said, class: 'bar' },
    title,
    label(Math.max(LEFT, Math.min(start, room))),
    bar,
    tip,
  );
}
