// Whether one render is the migration of another: nothing differs but sidecars, which have gone from
// `containers` to `initContainers`, are otherwise as they were, and have a restart policy.
import { isDeepStrictEqual } from 'node:util';

/** `{ ok, message, places }`: where the first difference is, or what stands before and behind each sidecar. */
export function compare(before, after, names) {
  const places = [];
  const message = differs(before, after, names, '', places);
  return { ok: message === null, message: message ?? '', places };
}

function differs(before, after, names, at, places) {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length)
      return `${at}: ${before.length} items, then ${after.length}`;
    return first(before.keys(), (i) => differs(before[i], after[i], names, `${at}/${i}`, places));
  }
  if (!isMap(before) || !isMap(after))
    return isDeepStrictEqual(before, after)
      ? null
      : `${at}: ${short(before)}, then ${short(after)}`;
  const lists = listsOf(before);
  const moving = lists.containers.filter(({ name }) => names.includes(name));
  const skipped = moving.length > 0 ? ['containers', 'initContainers'] : [];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of skipped) keys.delete(key);
  // An absent list, null and an empty one are the same.
  const own = (map, key) =>
    /ontainers$/.test(key) ? (map[key]?.length ? map[key] : undefined) : map[key];
  return (
    (moving.length > 0 ? movedWrong(lists, listsOf(after), moving, at, places) : null) ??
    first(keys, (key) => differs(own(before, key), own(after, key), names, `${at}/${key}`, places))
  );
}

function movedWrong(before, after, moving, at, places) {
  const moves = ({ name }) => moving.some((own) => own.name === name);
  const stay = before.containers.filter((item) => !moves(item));
  if (!isDeepStrictEqual(stay, after.containers))
    return `${at}/containers: ${namesOf(after.containers)}`;
  const rest = after.initContainers.filter((item) => !moves(item));
  if (!isDeepStrictEqual(before.initContainers, rest))
    return `${at}/initContainers: ${namesOf(before.initContainers)}, then ${namesOf(rest)}`;
  for (const item of moving) {
    const own = after.initContainers.filter(({ name }) => name === item.name);
    if (own.length !== 1) return `${at}: ${item.name} is there ${own.length} times`;
    if (!isDeepStrictEqual(own[0], { ...item, restartPolicy: 'Always' }))
      return `${at}: ${item.name} is ${short(own[0])}, and was ${short(item)}`;
    const index = after.initContainers.indexOf(own[0]);
    const names = after.initContainers.map(({ name }) => name);
    places.push({ before: names.slice(0, index), behind: names.slice(index + 1) });
  }
  return null;
}

function listsOf({ containers, initContainers }) {
  const list = (value) => (Array.isArray(value) && value.every((item) => isMap(item)) ? value : []);
  return { containers: list(containers), initContainers: list(initContainers) };
}

function first(keys, check) {
  for (const key of keys) {
    const found = check(key);
    if (found !== null) return found;
  }
  return null;
}

function namesOf(list) {
  return `[${list.map(({ name }) => name).join(', ')}]`;
}

function short(value) {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 160);
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
