import type { Container } from '../../model/container.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { lookUp, standingOf } from '../../pod/classify/catalogue/index.js';
import { endsByItself, fetches, isUpload, shortText } from '../../pod/facts/commands.js';
import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { placeOfCall } from '../../pod/facts/places.js';
import {
  callsIn,
  handlerProgram,
  loopsIn,
  type Program,
  programOf,
} from '../../pod/facts/programs.js';
import { type Call, callFrom } from '../../pod/facts/shell.js';
import { blocks, rule, warns } from '../define.js';

/** The exit code of a sidecar counts for nothing: what it fails to send is lost in silence. */
export const resultCounts = rule({
  code: 'SM306',
  title: 'a sidecar whose result matters',
  sources: [
    'kubernetes/website concepts/workloads/pods/sidecar-containers.md',
    'kubernetes/kubectl#1739',
  ],
  effects: ['blocks', 'warns', 'note'],
  harm: 'The exit code of a sidecar does not affect its pod, and the sidecar is told to stop when the main container ends. Results that it sends at that time can be lost silently.',
  seen: 'An upload after a wait or a loop, or in a trap, blocks. An upload in an endless loop warns, as what was written since its last iteration is lost; so does a name with upload, backup or report. A container that only fetches passes.',
  fix: 'Let the main container send its results, or leave the container where it is.',
  before: 'command: [sh, -c, "wait; aws s3 cp /out s3://results"]',
  note: {
    message: 'the exit code of a sidecar no longer fails its pod',
    applies: ({ pod }) => runsToCompletion(pod),
  },
  check: ({ pod, container }) => {
    if (!runsToCompletion(pod)) return [];
    const { name } = container;
    const upload = lastUpload(programOf(container));
    if (upload !== null)
      return blocks(
        `${name} sends results at the end of the run (${shortText(upload)}): as a sidecar it is stopped when the main container ends, and its failure no longer fails the pod`,
        'let the main container send them, or leave this container where it is',
      );
    const turn = uploadInTurns(container);
    if (turn !== null)
      return warns(
        `${name} copies out what the main container writes, again and again (${shortText(turn)}): as a sidecar it is stopped when the main container ends, and what was written since its last iteration is lost`,
        `let the main container, or a preStop hook of ${name}, do the last copy; accept SM306 if nothing depends on it`,
        { place: placeOfCall(container, turn) },
      );
    const copies = copiesOn(container);
    if (copies !== null)
      return warns(
        `${name} is ${copies}: as a sidecar it is stopped when the main container ends, and what the main container wrote last is lost unless ${name} makes a last copy when it is told to stop`,
        `check that ${name} makes a last copy within the grace period, then accept SM306`,
      );
    if (!soundsLikeResults(name, container.image ?? '') || lookUp(container) !== null) return [];
    return warns(
      `by its name, ${name} may send results at the end of the run: as a sidecar its failure no longer fails the pod`,
      `check that nothing depends on how ${name} ends, then accept SM306`,
    );
  },
});

/** An upload behind a wait or in a trap is the last thing that a script does. */
function lastUpload(program: Program): Call | null {
  const calls = callsIn(program);
  const behind = new Set(loopsIn(program).flatMap(({ after }) => after));
  const waits = calls.findIndex(
    (call) => call.name === 'wait' || call.name === 'inotifywait' || isTheWork(call),
  );
  return (
    calls.find(
      (call, i) =>
        isUpload(call) &&
        (call.inTrap || behind.has(call) || (waits >= 0 && i > waits && !call.inLoop)),
    ) ?? null
  );
}

/** A program in the foreground that is not known to end: what stands behind it comes after it. */
function isTheWork(call: Call): boolean {
  const { name, background, inLoop, inTrap } = call;
  if (name === '' || background || inLoop || inTrap) return false;
  return !/^(?:trap|wait|if|while)$/.test(name) && !endsByItself(call);
}

/** A backup that goes on beside its application: what it is, or null. */
function copiesOn(container: Container): string | null {
  const standing = standingOf(container);
  if (standing === null || standing.kind === 'ends' || standing.kind === 'other') return null;
  const { category, id } = standing.known.family;
  return category === 'backup' ? `a backup (${id})` : null;
}

/** What a loop without end sends away, and nothing sends once more at the end; or null. */
function uploadInTurns(container: Container): Call | null {
  const atTheEnd = callsIn(handlerProgram(container, ['lifecycle', 'preStop']));
  if (atTheEnd.some(isUpload)) return null;
  const program = programOf(container);
  const turns = loopsIn(program)
    .filter(({ bounded }) => !bounded)
    .flatMap(({ condition, body }) => [...condition, ...body]);
  const on = callsIn(program).filter((call) => goesOn(call) && isUpload(call));
  return [...turns, ...callsIn(program).flatMap(watched), ...on].find(sends) ?? null;
}

function sends(call: Call): boolean {
  return (isUpload(call) && !fetches(call)) || SCRIPT.test(call.text);
}

/** A script that is called what it does: `python /upload.py /out`. */
const SCRIPT =
  /^(?:\S{0,100}\/)?(?:(?:python[\d.]*|node|ruby|perl|php|sh|bash)\s+(?:-\w\s+)?)?\S{0,100}(?:upload|backup|publish|export)[\w-]{0,20}\.(?:sh|py|js|mjs|rb|pl|php)(?:\s|$)/;

/** `mc mirror --watch`: it sends what changes until it is told to stop. */
function goesOn({ args }: Call): boolean {
  return args.some((arg) => /^(?:--watch|--monitor|--continuous)(?:=|$)/.test(arg));
}

/** `watch -n 60 rsync …` runs its command in turns, too. */
function watched(call: Call): readonly Call[] {
  if (call.name !== 'watch') return [];
  const words = call.args.filter((arg, i) => !/^-/.test(arg) && call.args[i - 1] !== '-n');
  const { background, inLoop, inTrap, text, start } = call;
  return [callFrom(words, text, start, { background, inLoop, inTrap })];
}

function soundsLikeResults(name: string, image: string): boolean {
  const words = `${name} ${baseOf(image)}`;
  return /(?:^|[-_ ])(?:upload(?:er|s)?|backups?|report(?:er|s)?|artifacts?|results?)(?:$|[-_ ])/.test(
    words,
  );
}
