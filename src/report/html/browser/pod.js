import { tick } from './answers.js';
import { diff } from './diff.js';
import { code, el } from './dom.js';
import { course } from './picture.js';

const ANY =
  'Not all containers of this pod are in the source: this shows how any such pod starts and ends.';

/** All of a pod; made when it is opened, since most never are. */
export function detail(pod, { files, rules }) {
  const { life, containers, findings, resources, next, path } = pod;
  return el(
    'div',
    { class: 'detail' },
    next === '' ? null : el('p', { class: 'next' }, `→ ${next}`),
    life === null ? null : lives(life),
    section('Containers', el('ul', { class: 'containers' }, containers.map(container))),
    findings.length === 0
      ? null
      : section(
          'Findings',
          el(
            'ul',
            { class: 'findings' },
            findings.map((each) => finding(each, rules, path)),
          ),
        ),
    resources.length === 0
      ? null
      : section(
          'Requests of the pod',
          el(
            'ul',
            {},
            resources.map(({ resource, before, after }) =>
              el('li', {}, code(resource), ` ${before} → ${after}`),
            ),
          ),
        ),
    pod.diff.length === 0
      ? null
      : section(
          'Diff',
          pod.diff.map(({ file, hunks }) => diff(files[file], hunks)),
        ),
  );
}

function section(title, ...children) {
  return el('section', {}, el('h3', {}, title), children);
}

function lives({ before, after, isAny }) {
  return section(
    'How it starts and ends',
    isAny ? el('p', {}, ANY) : null,
    el('div', { class: 'lives' }, course('Today', before), course('After the move', after)),
  );
}

function container({ name, image, list, state, why, gain, before, line, answers }) {
  const place = state === 'moved' && before !== null ? [', placed before ', code(before)] : [];
  return el(
    'li',
    { 'data-container': name },
    el('b', {}, code(name === '' ? '(no name)' : name)),
    ` ${state}, ${list}, line ${line}`,
    place,
    image === '' ? null : el('div', {}, code(image)),
    why === '' ? null : el('div', {}, why),
    gain === '' ? null : el('div', {}, `Gain: ${gain}`),
    answers.length === 0
      ? null
      : el(
          'div',
          { class: 'answers' },
          answers.map((words) => tick(words)),
        ),
  );
}

function finding(
  { code: rule, severity, container: name, message, remedy, accepted, path, line, excerpt },
  rules,
  own,
) {
  const { title, link } = rules[rule] ?? { title: '', link: null };
  const at = path === own ? `line ${line}` : `${path}:${line}`;
  return el(
    'li',
    { class: severity, 'data-rule': rule },
    link === null ? code(rule) : el('a', { href: link, rel: 'noopener noreferrer' }, rule),
    ` ${severity}${accepted === null ? '' : `, accepted (${accepted})`}, ${at}: ${title}`,
    el('div', {}, name === '' || message.includes(name) ? message : `${name}: ${message}`),
    excerpt === null ? null : el('pre', { class: 'excerpt' }, `${line} │ ${excerpt}`),
    remedy === '' ? null : el('div', { class: 'next' }, `→ ${remedy}`),
  );
}
