import { count, el } from './dom.js';

const STATES = ['moved', 'partly-moved', 'review', 'blocked', 'native', 'unchanged'];

const GAINS = {
  completes: 'can complete',
  order: 'starts and stops in order',
  tail: 'keeps the last log lines',
  little: 'little',
};

/** The filters over the pods; `show` gets those that pass, as their indexes. */
export function filters(place, pods, show) {
  const states = STATES.filter((state) => pods.some((pod) => pod.state === state));
  const quiet = states.filter((state) => state === 'unchanged' || state === 'native');
  // What neither moves nor waits is left out at first, where there is anything else.
  const first =
    quiet.length === states.length ? states : states.filter((state) => !quiet.includes(state));
  const boxes = states.map((state) => {
    const box = el('input', { type: 'checkbox', name: 'state', value: state });
    box.checked = first.includes(state);
    const own = pods.filter((pod) => pod.state === state).length;
    return el('label', { class: `state ${state}` }, box, `${state} ${own}`);
  });
  const gain = select(
    'gain',
    'any gain',
    counts(pods, (pod) => (pod.gain === null ? [] : [pod.gain])),
    GAINS,
  );
  const rule = select(
    'rule',
    'any rule',
    counts(pods, (pod) => pod.findings.map(({ code }) => code)),
  );
  const folder = select('folder', 'any folder', counts(pods, foldersOf));
  const search = el('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Search (/)',
    'aria-label': 'Search',
  });
  const told = el('output', {});
  place.append(el('div', { class: 'states' }, boxes), gain, rule, folder, search, told);
  const texts = pods.map(textOf);
  const apply = () => {
    const on = new Set(
      [...place.querySelectorAll('input[name=state]:checked')].map(({ value }) => value),
    );
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const passed = [];
    pods.forEach((pod, i) => {
      if (!on.has(pod.state)) return;
      if (gain.value !== '' && pod.gain !== gain.value) return;
      if (rule.value !== '' && !pod.findings.some(({ code }) => code === rule.value)) return;
      if (folder.value !== '' && !foldersOf(pod).includes(folder.value)) return;
      if (words.every((word) => texts[i].includes(word))) passed.push(i);
    });
    told.textContent = `${count(passed.length, 'pod')} of ${pods.length}`;
    show(passed);
  };
  place.addEventListener('input', apply);
  apply();
}

/** What a search looks through. */
function textOf({ title, path, reason, containers, findings }) {
  const parts = [
    title,
    path,
    reason,
    ...containers.flatMap(({ name, image }) => [name, image]),
    ...findings.map(({ code }) => code),
  ];
  return parts.join(' ').toLowerCase();
}

/** `a/b/` is in `a/`, too; deeper than that nobody chooses. */
function foldersOf({ folder }) {
  const parts = folder.split('/').slice(0, -1);
  return [1, 2, 3]
    .filter((depth) => depth <= parts.length)
    .map((depth) => `${parts.slice(0, depth).join('/')}/`);
}

function counts(pods, keysOf) {
  const all = new Map();
  for (const pod of pods)
    for (const key of new Set(keysOf(pod))) all.set(key, (all.get(key) ?? 0) + 1);
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}

function select(name, any, options, words = {}) {
  return el(
    'select',
    { name, 'aria-label': name, disabled: options.length === 0 },
    el('option', { value: '' }, any),
    options.map(([value, own]) => el('option', { value }, `${words[value] ?? value} (${own})`)),
  );
}
