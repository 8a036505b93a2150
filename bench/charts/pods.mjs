// Container lists of rendered objects.

/** Every map that has a list of containers, with where it is: pods, and objects that operators make pods of. */
export function podsIn(objects) {
  return objects.flatMap((object, i) => walk(object, [i]).map((pod) => ({ ...pod, object })));
}

function walk(value, path) {
  if (Array.isArray(value)) return value.flatMap((own, i) => walk(own, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  const own =
    isList(value.containers) || isList(value.initContainers)
      ? [{ path, containers: value.containers ?? [], inits: value.initContainers ?? [] }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, each]) => walk(each, [...path, key]))];
}

function isList(value) {
  return Array.isArray(value) && value.every((item) => typeof item?.name === 'string');
}
