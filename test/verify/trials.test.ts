import { describe, expect, it } from 'vitest';
import { type MigrateOptions, migrate, type Outcome } from '../../src/index.js';
import { FILE_CASES, inputOf, optionsOf, TREE_CASES } from '../support/fixtures.js';

/** Options as if the words were typed behind those that are there. */
function typed(options: MigrateOptions, words: string): MigrateOptions {
  const of = (pattern: RegExp): readonly string[] =>
    [...words.matchAll(pattern)].map((match) => match[1] ?? '');
  const [version] = of(/--kube-version (\S+)/g);
  const fact = /environment: \{(\S+): (\S+)\}/.exec(words);
  return {
    ...options,
    unsafe: options.unsafe === true || words.includes('--unsafe'),
    removeWorkarounds: options.removeWorkarounds === true || words.includes('--remove-workarounds'),
    sidecar: [...(options.sidecar ?? []), ...of(/--sidecar (\S+)/g)],
    accept: [...(options.accept ?? []), ...of(/--accept (\S+)/g).flatMap((c) => c.split(','))],
    ...(version === undefined ? {} : { kubeVersion: version }),
    ...(fact?.[1] === undefined
      ? {}
      : { environment: { ...options.environment, [fact[1]]: fact[2] ?? '' } }),
  };
}

/** Every container of a run by pod and name, with its state. */
function states({ decisions }: Outcome): ReadonlyMap<string, string> {
  return new Map(
    decisions.flatMap(({ pod, containers }) =>
      containers.map(({ container, state }) => [
        `${pod.id} ${container.kind} ${container.name}`,
        state,
      ]),
    ),
  );
}

describe('what is said to unlock a sidecar', () => {
  it.each([...FILE_CASES, ...TREE_CASES])('moves it, in %s', async (name) => {
    const options = optionsOf(name);
    const files = inputOf(name);
    const outcome = await migrate(files, options);
    const before = states(outcome);
    const promised = new Map<string, string[]>();
    for (const { pod, containers } of outcome.decisions)
      for (const { container, unlockedBy } of containers)
        for (const { text, says } of unlockedBy)
          if (says !== null)
            promised.set(text, [
              ...(promised.get(text) ?? []),
              `${pod.id} ${container.kind} ${container.name}`,
            ]);
    expect([...promised.keys()].sort()).toEqual(outcome.unlocks.map(({ words }) => words).sort());
    for (const { words, containers, pods } of outcome.unlocks) {
      const told = await migrate(files, typed(options, words));
      const after = states(told);
      expect(told.failures).toEqual([]);
      const more = [...after].filter(
        ([key, state]) => state === 'moved' && before.get(key) !== 'moved',
      );
      expect(
        more.map(([key]) => key),
        words,
      ).toEqual(expect.arrayContaining(promised.get(words) ?? []));
      expect(more.length, words).toBe(containers);
      expect(new Set(more.map(([key]) => key.split(' ')[0])).size, words).toBe(pods);
    }
  });
});
