import { code, el } from './dom.js';

/** The hunks of a file that belong to a pod: old on the left, new on the right. */
export function diff(file, indexes) {
  const own = indexes.flatMap((index) => file.hunks[index] ?? []);
  return el(
    'div',
    { class: 'diff' },
    el('h4', {}, code(file.path)),
    el('div', { class: 'wide', tabindex: 0 }, el('table', {}, own.map(body))),
  );
}

function body(hunk) {
  return el(
    'tbody',
    {},
    rows(hunk).map(([left, right]) => el('tr', {}, cells(left, 'del'), cells(right, 'ins'))),
  );
}

function cells(side, kind) {
  if (side === null) return [el('td', { class: 'number' }), el('td', { class: 'none' })];
  const changed = side.sign === ' ' ? null : kind;
  return [
    el('td', { class: 'number' }, side.number === null ? '' : String(side.number)),
    el('td', { class: changed }, el('pre', {}, side.text)),
  ];
}

/** Removed lines stand beside those that come for them, line by line. */
function rows({ old: oldStart, new: newStart, lines }) {
  const all = [];
  let old = oldStart;
  let other = newStart;
  let removed = [];
  let added = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++)
      all.push([removed[i] ?? null, added[i] ?? null]);
    removed = [];
    added = [];
  };
  let last = ' ';
  for (const line of lines) {
    const sign = line[0] ?? ' ';
    const text = line.slice(1);
    if (sign === '-') removed.push({ sign, text, number: old++ });
    else if (sign === '+') added.push({ sign, text, number: other++ });
    else if (sign === '\\') note(line.slice(2), last);
    else {
      flush();
      all.push([
        { sign, text, number: old++ },
        { sign, text, number: other++ },
      ]);
    }
    last = sign;
  }
  flush();
  return all;

  /** That a file has no end of line, of the side that the line before was on. */
  function note(text, sign) {
    const own = { sign, text, number: null };
    if (sign === '-') removed.push(own);
    else if (sign === '+') added.push(own);
    else all.push([own, own]);
  }
}
