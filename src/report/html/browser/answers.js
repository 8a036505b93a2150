import { count, el } from './dom.js';

/** The options that are ticked: all boxes of one option are ticked together. */
const ticked = new Set();

/** A box for an option. */
export function tick(words, more = '') {
  const box = el('input', { type: 'checkbox', 'data-words': words });
  box.checked = ticked.has(words);
  return el('label', { class: 'tick' }, box, el('code', {}, words), more);
}

/** What waits for a word, by rule, with the options that answer it. */
export function questions(place, all) {
  if (all.length === 0) return;
  place.append(
    el(
      'details',
      {},
      el('summary', {}, `Decisions: ${count(all.length, 'rule')}`),
      el('ul', {}, all.map(question)),
    ),
  );
}

function question({ rule, title, sidecars, pods, answers }) {
  return el(
    'li',
    { 'data-rule': rule },
    `${rule === 'role' ? '' : `${rule}: `}${title} (${count(sidecars, 'sidecar')} in ${count(pods, 'pod')})`,
    el(
      'div',
      { class: 'answers' },
      answers.map(({ words, sidecars: own }) =>
        tick(words, own === sidecars ? '' : ` ${own} of ${sidecars}`),
      ),
    ),
  );
}

/** Ticks become the command line that says them; a name is a sidecar or stays, not both. */
export function answering(place, again) {
  const line = el('textarea', { readonly: true, rows: 2, 'aria-label': 'Command line' });
  const copy = el('button', { type: 'button' }, 'Copy');
  const clear = el('button', { type: 'button' }, 'Clear');
  place.append(el('h2', {}, 'Your decisions, as a command'), line, el('p', {}, copy, ' ', clear));
  const show = () => {
    for (const box of document.querySelectorAll('input[data-words]'))
      box.checked = ticked.has(box.dataset.words);
    line.value = command([...ticked], again);
    place.hidden = ticked.size === 0;
  };
  document.addEventListener('change', ({ target }) => {
    const words = target.dataset?.words;
    if (words === undefined) return;
    if (target.checked) {
      ticked.delete(opposite(words));
      ticked.add(words);
    } else ticked.delete(words);
    show();
  });
  clear.addEventListener('click', () => {
    ticked.clear();
    show();
  });
  copy.addEventListener('click', async () => {
    line.select();
    // A page of a file has no clipboard in some browsers: the old way needs none.
    const isCopied = await navigator.clipboard?.writeText(line.value).then(
      () => true,
      () => document.execCommand('copy'),
    );
    copy.textContent = (isCopied ?? document.execCommand('copy')) ? 'Copied' : 'Select it and copy';
  });
}

/** Of an option about a name; others have none. */
function opposite(words) {
  const [option, name] = words.split(' ');
  if (option === '--keep') return `--sidecar ${name}`;
  return option === '--sidecar' ? `--keep ${name}` : null;
}

/** `--accept` takes all its codes together. */
function command(words, again) {
  const codes = words.filter((each) => each.startsWith('--accept ')).map((each) => each.slice(9));
  const others = words.filter((each) => !each.startsWith('--accept '));
  const accept = codes.length === 0 ? [] : [`--accept ${codes.sort().join(',')}`];
  return ['sidecar-migrate', ...accept, ...others.sort(), again].join(' ');
}
