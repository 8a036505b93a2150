import { causesOf } from '../digest.js';
import { questionsOf } from '../html/answers.js';
import type { Aside, PageData, PageRule } from '../html/data.js';
import { shown } from '../html/escape.js';
import { pageDiffs } from '../html/hunks.js';
import { pageOf } from '../html/page.js';
import { pagePods } from '../html/pods.js';
import { pageOf as linkOf } from '../links.js';
import type { Rendered, Told } from '../told.js';

/** A page for the reader of a change: one file, which loads nothing. */
export async function renderHtml(told: Told): Promise<Rendered> {
  const { files, diffOf } = pageDiffs(told);
  const pods = pagePods(told, diffOf);
  const data: PageData = {
    pods,
    files,
    rules: await rulesOf(new Set(pods.flatMap(({ findings }) => findings.map(({ code }) => code)))),
    questions: questionsOf(await causesOf(told.outcome)),
    aside: asideOf(told),
    command: told.again ?? '.',
  };
  return { text: pageOf(shown(data), told.meta) };
}

async function rulesOf(codes: ReadonlySet<string>): Promise<Readonly<Record<string, PageRule>>> {
  const { RULEBOOK } = await import('../../rules/registry.js');
  const own = RULEBOOK.filter(({ code }) => codes.has(code));
  return Object.fromEntries(own.map(({ code, title }) => [code, { title, link: linkOf(code) }]));
}

function asideOf({ outcome, pathOf }: Told): readonly Aside[] {
  const { failures, templates, problems } = outcome;
  const words = (...parts: readonly string[]): string =>
    parts.filter((part) => part !== '').join('; ');
  return [
    ...failures.map(({ path, message }) => ({
      path: pathOf(path),
      line: 1,
      text: `an edit could not be verified and was left out: ${message}`,
    })),
    ...templates.flatMap(({ path, sidecars }) =>
      sidecars.map(({ name, place, reason, next }) => ({
        path: pathOf(path),
        line: place.line,
        text: words(`${name} is a legacy sidecar in a Helm template`, reason, next),
      })),
    ),
    ...problems.map(({ path, place, message, remedy }) => ({
      path: pathOf(place?.path ?? path),
      line: place?.line ?? 1,
      text: words(message, remedy),
    })),
  ];
}
