import type { Container } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import { endsByItself, isUpload, shortText } from '../../pod/facts/commands.js';
import { fileLoop, sharedFileIn } from '../../pod/facts/files.js';
import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { listedPort } from '../../pod/facts/listings.js';
import { placeOf } from '../../pod/facts/places.js';
import { localPortIn, ownPorts, portsOf } from '../../pod/facts/ports.js';
import { loopsIn, programOf } from '../../pod/facts/programs.js';
import type { Call, Loop } from '../../pod/facts/shell.js';
import { workInTraps } from '../../pod/facts/traps.js';
import { rule, warns } from '../define.js';

/** The end of App is now the end of the sidecar: what it waits to do afterwards is cut off. */
export const workAfter = rule({
  code: 'SM307',
  title: 'work after the main container has ended',
  sources: [
    'kubernetes/website concepts/workloads/pods/sidecar-containers.md',
    'kubernetes/kubernetes kuberuntime_container.go',
  ],
  effects: ['blocks', 'warns'],
  harm: 'A sidecar is told to stop as soon as the main container has ended: what it does afterwards is cut off, or repeated.',
  seen: 'A loop that waits for a file or for the end of the main container, followed by a command that is not a server.',
  fix: 'Let the main container do that work, or leave the container where it is.',
  before:
    'command: [sh, -c, "until [ -f /data/done ]; do sleep 1; done; curl -T /data/out https://results.example.com"]',
  asked: ['moving', 'native'],
  check: (subject) => {
    const { container } = subject;
    for (const loop of loopsIn(programOf(container))) {
      const why = waitsForAnEnd(loop, subject);
      // `exec` behind a wait starts the real program: the loop waited for a start, not for an end.
      const work = loop.after.filter((call) => !isTail(call));
      const last = work.at(-1);
      if (why === null || last === undefined || work.some(startsServer)) continue;
      const isSure = work.every(endsByItself);
      return [
        {
          severity: isSure ? ('block' as const) : ('warn' as const),
          message: `${container.name} waits for the end of the main container (${why}) and then runs ${shortText(last)}: as a sidecar it is told to stop at that moment, and is restarted whenever it finishes`,
          remedy: `let the main container do it, or leave ${container.name} where it is`,
          place: placeOf(container, programOf(container), loop.start),
        },
      ];
    }
    return inTraps(subject);
  },
});

/** What a trap does at the end of a run is not done where the sidecar is killed before. */
function inTraps({ pod, container }: Subject): readonly Hit<'block' | 'warn'>[] {
  if (!runsToCompletion(pod)) return [];
  const work = workInTraps(programOf(container));
  // An upload is a result: SM306 speaks of it.
  if (work === null || isUpload(work)) return [];
  return warns(
    `${container.name} runs ${shortText(work)} in a trap when it ends: as a sidecar it ends when it is told to stop, so the trap has to finish within the grace period, and its failure no longer fails the pod`,
    `do it in a preStop hook of ${container.name} or in the main container, or accept SM307`,
  );
}

/** Commands that only end or tidy up. */
function isTail({ name }: Call): boolean {
  return /^(?:exit|kill|pkill|killall|echo|printf|sleep|wait|rm|true|:|return|break|set|date|test|\[|\[\[|)$/.test(
    name,
  );
}

function startsServer(call: Call): boolean {
  return /^\s*exec\s/.test(call.text) || call.background;
}

function waitsForAnEnd(loop: Loop, subject: Subject): string | null {
  for (const call of fileLoop(loop)) {
    const file = sharedFileIn(call.text, subject.container, subject.apps);
    if (file !== null) return `${file.path}, which ${file.writer.name} may write`;
  }
  if (loop.runsWhile !== 'success') return null;
  const calls = [...loop.condition, ...(loop.endless ? loop.body : [])];
  for (const call of calls) {
    const asked = asksApp(call, subject, calls);
    if (asked !== null) return asked;
  }
  return null;
}

/** Ports that only the applications listen on: asking one of them is asking App. */
function appPorts({ container, apps }: Subject): ReadonlyMap<number, Container> {
  const own = ownPorts(container);
  return new Map(
    apps.flatMap((app) =>
      [...portsOf(app)].filter((port) => !own.has(port)).map((port) => [port, app] as const),
    ),
  );
}

/** What of App a command needs to be there, as a clause, or null. */
function asksApp(call: Call, subject: Subject, beside: readonly Call[] = []): string | null {
  const ports = appPorts(subject);
  const port = localPortIn(call.text, new Set(ports.keys()));
  if (port !== null)
    return `it checks port ${port} of ${ports.get(port)?.name ?? 'the main container'}`;
  const listed = listedPort(call, beside);
  if (listed !== null && ports.has(listed))
    return `it checks whether ${ports.get(listed)?.name ?? 'the main container'} listens on port ${listed}`;
  if (!/^(?:pgrep|pidof)$/.test(call.name) || subject.pod.spec.shareProcessNamespace !== true)
    return null;
  return `it looks for the process ${call.args.at(-1) ?? ''} of another container`;
}
