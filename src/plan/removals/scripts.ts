import type { Container } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import { appsBeside, type Pod } from '../../model/pod.js';
import { pingsOf } from '../../pod/facts/pings.js';
import { programOf } from '../../pod/facts/programs.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { isTestOf, type Sentinel, sentinelsOf, watchesGrowth } from '../../pod/facts/sentinels.js';
import { watchesOf } from '../../pod/facts/watches.js';
import type { Meaning } from './meaning.js';
import type { Removal } from './removal.js';
import { unwrapped } from './unwrap.js';
import { usesUnseen } from './volumes.js';

/** A sidecar whose script loses its wait, and the files that it waited for. */
export interface Unwrapping {
  readonly removals: readonly [Removal, ...Removal[]];
  readonly sidecar: Container;
  /** None where the script stays: then others go on waiting for them. */
  readonly sentinels: readonly Sentinel[];
}

/** Sidecars that can be reduced to the program that they run. */
export function unwrappings(pod: Pod, moving: readonly Container[]): readonly Unwrapping[] {
  const found = moving.flatMap((sidecar) => unwrapping(pod, sidecar, moving) ?? []);
  const sidecars = found
    .filter(({ removals }) => removals[0].edits.length > 0)
    .map(({ sidecar }) => sidecar);
  // A file that somebody else looks for as well is not only a word between two.
  const isPrivate = (sentinel: Sentinel): boolean =>
    [...pod.containers, ...pod.initContainers].every(
      (other) =>
        sidecars.includes(other) ||
        !allCalls(other).some((call) => isTestOf(call, other, sentinel)),
    ) &&
    !pod.containers.some(
      (other) => other !== sentinel.writer && usesUnseen(other, sentinel.volume),
    );
  return found.filter(({ sentinels }) => sentinels.every(isPrivate));
}

function unwrapping(pod: Pod, sidecar: Container, moving: readonly Container[]): Unwrapping | null {
  const program = programOf(sidecar);
  if (program.kind !== 'shell') return null;
  const { text, node } = program;
  const sentinels = sentinelsOf(sidecar, appsBeside(pod, moving));
  const pings = pingsOf(sidecar, moving);
  const watches = watchesOf(sidecar, pod);
  const loops = [...sentinels, ...pings].map(({ loop }) => loop.start);
  const waits = [...loops, ...watches.map(({ start }) => start)];
  const sharesProcesses = pod.spec.shareProcessNamespace === true;
  const result = unwrapped({ text, waits, sharesProcesses });
  const what: [code: Code, what: string][] = [
    ...sentinels.map(({ loop, path, writes }): [Code, string] =>
      watchesGrowth(loop)
        ? ['SM902', `the loop that watches ${path} grow`]
        : [writes.length > 0 ? 'SM901' : 'SM902', `the loop that waits for ${path}`],
    ),
    ...pings.map(({ port }): [Code, string] => ['SM903', `the loop that checks port ${port}`]),
    ...watches.map(({ process }): [Code, string] => [
      'SM903',
      `the wait for the process ${process}`,
    ]),
  ];
  if (result === null) return null;
  if (result.texts === null) return staying(sidecar, what[0]?.[0] ?? 'SM901', result.meaning);
  const { texts } = result;
  const said = [...new Map(what.map((each) => [each[1], each])).values()];
  const [first, ...others] = said.map(
    ([code, loop]): Removal => ({
      code,
      sidecar,
      message: `${loop} is removed from ${sidecar.name} with the move: it is stopped after the main container${watches.length > 0 ? '; shareProcessNamespace can be removed unless other containers need it' : ''}`,
      words: sentinels.map(({ path }) => path),
      edits: [],
    }),
  );
  if (first === undefined) return null;
  const edits = [{ container: sidecar, node, texts }];
  // What grows is no word between two: it is written for its own sake.
  const files = sentinels.filter(({ loop }) => !watchesGrowth(loop));
  return { removals: [{ ...first, edits }, ...others], sidecar, sentinels: files };
}

/** A script in which something may mean more than the wait: it stays, and that is said. */
function staying(sidecar: Container, code: Code, { what, remedy }: Meaning): Unwrapping {
  const stays: Removal = {
    code,
    sidecar,
    message: `the script of ${sidecar.name} is not changed: ${what}`,
    words: [],
    edits: [],
    remedy: `${remedy}; then remove the wait by hand, or accept ${code}`,
  };
  return { removals: [stays], sidecar, sentinels: [] };
}
