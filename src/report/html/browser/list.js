import { el } from './dom.js';
import { detail } from './pod.js';

/** The pods as a list of heads; what is below a head is made when it is opened. */
export function list(place, data) {
  const items = data.pods.map((pod, i) => item(pod, i, data));
  let visible = [];
  place.append(...items);
  return {
    show(indexes) {
      const on = new Set(indexes);
      items.forEach((each, i) => {
        each.hidden = !on.has(i);
      });
      visible = indexes.map((i) => items[i]);
    },
    /** The head so many places further on than the one that has the focus. */
    go(by) {
      const now = visible.findIndex((each) => each.contains(document.activeElement));
      const next = now < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, now + by));
      const head = visible[next]?.firstElementChild;
      head?.focus();
      head?.scrollIntoView({ block: 'nearest' });
    },
    openAll() {
      for (const each of visible) fill(each, data);
    },
  };
}

function item(pod, i, data) {
  const { title, path, line, state, reason, findings } = pod;
  const codes = [
    ...new Set(
      findings
        .filter(({ severity, accepted }) => severity !== 'info' && accepted === null)
        .map(({ code }) => code),
    ),
  ];
  const head = el(
    'summary',
    {},
    el('span', { class: `state ${state}` }, state),
    el('b', {}, title),
    el('span', { class: 'at' }, `${path}:${line}`),
    codes.map((code) => el('span', { class: 'rule' }, code)),
    el('span', { class: 'reason' }, reason),
  );
  const own = el('details', { class: 'pod', 'data-pod': String(i), 'data-state': state }, head);
  own.addEventListener('toggle', () => {
    if (own.open) fill(own, data);
  });
  return own;
}

function fill(item, data) {
  if (item.querySelector('.detail') === null)
    item.append(detail(data.pods[Number(item.dataset.pod)], data));
}
