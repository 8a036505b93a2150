import { expect } from 'vitest';
import { type Case, type Files, holds } from './cases.js';
import { decided } from './pods.js';

/** A case about something elsewhere in the tree: which place is named, and what to write there. */
export interface ReferenceCase extends Case {
  /** The title of the test, by which docs/references.md names it. */
  readonly name: string;
  /** `policy.yaml:9`: in the message and among the related places; null where it is the pod's own. */
  readonly where: string | null;
  /** A part of the remedy, or of the message where there is nothing to do. */
  readonly says: string;
}

export async function refers(example: ReferenceCase): Promise<void> {
  await holds(example);
  const { pod } = await decided(example.fires, example.options);
  const finding = pod.containers
    .flatMap(({ findings }) => findings)
    .find(({ code, severity }) => code === example.code && severity === example.severity);
  expect(`${finding?.message} ${finding?.remedy}`).toContain(example.says);
  if (example.where === null) return;
  expect(finding?.message).toContain(`(${example.where}:`);
  expect(finding?.related.map(({ path, line }) => `${path}:${line}`)).toContain(example.where);
}

/** The files with a text of one of them changed; fails where there is nothing to change. */
export function changed(all: Files, from: string, to: string): Files {
  const path = Object.keys(all).find((name) => all[name]?.includes(from));
  if (path === undefined) throw new Error(`no file holds ${from}`);
  return { ...all, [path]: (all[path] ?? '').replace(from, () => to) };
}
