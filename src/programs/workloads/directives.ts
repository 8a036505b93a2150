import type { Directive } from '../../model/directive.js';
import type { Problem } from '../../model/source.js';
import { SAYABLE, wordsTo } from '../../text/directive-words.js';
import { isBlank, lineAt, lineText } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import type { Comment } from '../syntax/parse.js';
import type { Item } from './item.js';
import {
  type ItemLines,
  isCommentLine,
  isHere,
  itemLines,
  itemsOfSite,
  ownNode,
} from './item-lines.js';
import type { Program } from './program.js';
import type { Site } from './site.js';

/** What begins and ends a comment. */
const BOUNDS = /^\/[/*][/*\s]{0,99}|\s{0,99}\*\/$/g;

interface Said {
  readonly comment: Comment;
  readonly directive: Directive;
}

/** What the comments of a program say to this tool; what is not understood says `keep`. */
function spokenIn(path: string, { comments, lines }: Program) {
  const spoken: Said[] = [];
  const ill: { readonly comment: Comment; readonly message: string }[] = [];
  for (const comment of comments) {
    const text = comment.text.replace(BOUNDS, '');
    if (!/^sidecar-migrate/i.test(text)) continue;
    const words = wordsTo(text, placeIn(lines, path, comment.start));
    if (words === null) continue;
    if (!words.ok) ill.push({ comment, message: words.message });
    const directives = words.ok ? words.directives : [words.directive];
    spoken.push(...directives.map((directive) => ({ comment, directive })));
  }
  return { spoken, ill };
}

/** Those on the lines of a container; `ignore` above one is the word to keep it. */
export function directivesOn(path: string, program: Program, item: Item): readonly Directive[] {
  const { first, start, last } = itemLines(program, item);
  return spokenIn(path, program).spoken.flatMap(({ comment, directive }): readonly Directive[] => {
    const line = lineAt(program.lines, comment.start);
    if (line < first || line > last) return [];
    if (directive.kind !== 'ignore') return [directive];
    return lineBelow(program, comment) === start ? [{ kind: 'keep', place: directive.place }] : [];
  });
}

/**
 * What stands above or beside the statement, the constructor or the list of a workload and keeps it;
 * what speaks of nothing in the file may be about any of them.
 */
export function ignoredBy(path: string, program: Program, site: Site): Directive | null {
  const { spoken } = spokenIn(path, program);
  if (spoken.length === 0) return null;
  const lines = linesOnTheWay(program, site);
  const found = spoken.find(({ comment, directive }) => {
    if (directive.kind !== 'ignore' && directive.kind !== 'keep') return false;
    const isItems = isOnItem(program, comment);
    if (lines.includes(lineBelow(program, comment))) return directive.kind === 'ignore' || !isItems;
    return !isItems && !waysOf(program).includes(lineBelow(program, comment));
  });
  return found?.directive ?? null;
}

function isOnItem(program: Program, comment: Comment): boolean {
  const line = lineAt(program.lines, comment.start);
  return spansOf(program).some(({ first, last }) => line >= first && line <= last);
}

function spansOf(program: Program): readonly ItemLines[] {
  return program.sites.flatMap((site) =>
    itemsOfSite(site)
      .filter((item) => isHere(site, ownNode(item)))
      .map((item) => itemLines(program, item)),
  );
}

function waysOf(program: Program): readonly number[] {
  return program.sites.flatMap((site) => linesOnTheWay(program, site));
}

function linesOnTheWay(program: Program, site: Site): readonly number[] {
  const lines: number[] = [];
  const list = site.containers?.property ?? site.node;
  const within = isHere(site, list) ? list : site.node;
  for (let node = within; node.parent !== undefined; node = node.parent) {
    if (node.getSourceFile() !== site.node.getSourceFile()) break;
    lines.push(lineAt(program.lines, node.getStart()));
    const isStatement = node.parent.kind === site.node.getSourceFile().kind;
    if (isStatement || (node.pos <= site.node.pos && 'members' in node)) break;
  }
  return lines;
}

/** The line that a comment speaks of: its own, where code stands before it, or the next with code. */
function lineBelow(program: Program, comment: Comment): number {
  const own = lineAt(program.lines, comment.start);
  const before = program.lines.text.slice(program.lines.starts[own] ?? 0, comment.start);
  if (!isBlank(before)) return own;
  let line = lineAt(program.lines, comment.end) + 1;
  while (
    line < program.lines.starts.length &&
    (isBlank(lineText(program.lines, line)) || isCommentLine(program, line))
  )
    line++;
  return line;
}

/** Comments that speak to this tool and say nothing it knows, or stand where they speak of nothing. */
export function directiveProblems(path: string, program: Program): readonly Problem[] {
  const { spoken, ill } = spokenIn(path, program);
  if (spoken.length === 0) return [];
  const ways = waysOf(program);
  const idle = spoken.filter(({ comment, directive }) => {
    if ('unread' in directive || isOnItem(program, comment)) return false;
    const holds = directive.kind === 'ignore' || directive.kind === 'keep';
    return !(holds && ways.includes(lineBelow(program, comment)));
  });
  const problem = (kind: 'comment' | 'directive', comment: Comment, message: string): Problem => ({
    kind,
    path,
    place: placeIn(program.lines, path, comment.start),
    message: `comment ${message}`,
    remedy: SAYABLE,
  });
  return [
    ...ill.map(({ comment, message }) => problem('directive', comment, message)),
    ...idle.map(({ comment, directive: { kind } }) => {
      const what = kind === 'ignore' ? 'pod spec is below it' : 'container is below or beside it';
      const holds = (kind === 'ignore' || kind === 'keep') && program.sites.length > 0;
      const all = holds ? '; so all workloads in the file stay as they are' : '';
      return problem('comment', comment, `is not attached to anything: no ${what}${all}`);
    }),
  ];
}
