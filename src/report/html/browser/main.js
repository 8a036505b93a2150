import { answering, questions } from './answers.js';
import { code, count, el } from './dom.js';
import { filters } from './filters.js';
import { list } from './list.js';

const at = (id) => document.getElementById(id);
const data = JSON.parse(at('data').textContent);

const pods = list(at('pods'), data);
filters(at('filters'), data.pods, pods.show);
questions(at('questions'), data.questions);
answering(at('command'), data.command);
aside(at('aside'), data.aside);
keys();
print();

/** What was passed over: it is said, since nobody would miss it. */
function aside(place, all) {
  if (all.length === 0) return;
  const items = all.map(({ path, line, text }) =>
    el('li', {}, code(`${path}:${line}`), ` ${text}`),
  );
  place.append(
    el(
      'details',
      {},
      el('summary', {}, `Not read, or not edited: ${count(all.length, 'place')}`),
      el('ul', {}, items),
    ),
  );
}

/** Enter is the browser's own: it opens the head that has the focus. */
function keys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches('input[type=search], select, textarea');
    if (event.key === 'Escape' && isTyping) {
      event.target.blur();
      pods.go(0);
    } else if (isTyping) return;
    else if (event.key === 'j') pods.go(1);
    else if (event.key === 'k') pods.go(-1);
    else if (event.key === '/') at('search').focus();
    else return;
    event.preventDefault();
  });
}

/** Paper opens nothing: all pods that are shown are printed whole, and closed again. */
function print() {
  let opened = [];
  addEventListener('beforeprint', () => {
    pods.openAll();
    opened = [...document.querySelectorAll('details.pod:not([hidden]):not([open])')];
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
  });
}
