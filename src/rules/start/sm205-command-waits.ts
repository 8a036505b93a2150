import type { Hit, Subject } from '../../model/rule.js';
import { awaitedFiles } from '../../pod/facts/awaited-files.js';
import { podGraph } from '../../pod/facts/graph/pod-graph.js';
import { probeOf, programOf } from '../../pod/facts/programs.js';
import { unseenIn } from '../../pod/facts/unseen.js';
import { type StartNeed, startNeeds } from '../../pod/start-needs.js';
import { blocks, informs, rule, warns } from '../define.js';

/** A command that waits for App runs, and so lets App start, unless a startupProbe waits with it. */
export const commandWaits = rule({
  code: 'SM205',
  title: 'a command that waits for the main container',
  sources: ['KEP-753, Pod startup completed condition', 'kubernetes/website#51420'],
  effects: ['blocks', 'warns', 'informs'],
  absolute: true,
  harm: 'A sidecar counts as started while its command waits for the main container, so both start. If it has a startupProbe that needs what comes after the wait, neither does.',
  seen: 'A startupProbe, and a loop in the command that ends when the main container answers or writes a file, or a tool that waits (dockerize, wait-for-it). A program that exits if what it connects to does not answer (oauth2-proxy with its sessions in Redis, kafka_exporter) counts as a wait; one that is not known warns. Whatever the sidecar runs that cannot be read also warns, as it may wait or exit: a script that does not parse, eval, another language, a script on a volume or on standard input.',
  fix: 'Remove the startupProbe, or remove the wait from the command.',
  before: `command: [sh, -c, "until nc -z localhost 8080; do sleep 1; done; exec proxy"]
startupProbe: {tcpSocket: {port: 5432}}`,
  after: `command: [proxy]
startupProbe: {tcpSocket: {port: 5432}}`,
  asked: ['moving', 'native'],
  check: (subject) => {
    const { name } = subject.container;
    const program = programOf(subject.container);
    const unseen = unseenIn(program, subject.container);
    if (unseen !== null)
      return warns(
        `part of what ${name} runs cannot be seen (${unseen}): whether it waits for the main container, or ends by itself, is not known`,
        'read it, and accept SM205 if it does neither',
      );
    const isProbed = probeOf(subject.container, 'startupProbe') !== undefined;
    const waits = waitsFor(subject);
    if (!isProbed)
      return waits === null
        ? []
        : informs(
            `the command of ${name} waits for the main container (${waits}): ${name} counts as started while it waits, so both start`,
            `do not give ${name} a startupProbe`,
          );
    const needs = startNeeds(subject.container, subject.pod).filter(
      ({ by, to }) => (by === 'command' || by === 'entry') && subject.apps.includes(to),
    );
    const need = needs.find(({ sure }) => sure) ?? needs[0];
    const file = fileOfApp(subject);
    if (need !== undefined && (need.sure || file?.severity !== 'block')) return [hit(name, need)];
    return file === null ? [] : [file];
  },
});

/** A file that only the application can make is there once it runs, and that is too late. */
function fileOfApp({ pod, container, apps }: Subject): Hit<'block' | 'warn' | 'info'> | null {
  const { name } = container;
  const remedy = `remove the startupProbe, or let ${name} start without the file`;
  const hits = awaitedFiles(container, pod).flatMap(
    ({ path, writers, others }): readonly Hit<'block' | 'warn' | 'info'>[] => {
      const first = writers.find((writer) => apps.includes(writer));
      if (first === undefined && (writers.length > 0 || others)) return [];
      const isSure = first !== undefined && !others && writers.every((each) => apps.includes(each));
      if (isSure)
        return blocks(
          `the command of ${name} waits for ${path}, which only ${first.name} can write, and its startupProbe waits for ${name}: neither would ever start`,
          remedy,
        );
      return warns(
        `the command of ${name} waits for ${path}, and ${first === undefined ? 'nothing in its pod shows which container creates it' : `${first.name} may be the one that writes it`}: if it is the main container, the startupProbe never passes, and neither would ever start`,
        `${remedy}; accept SM205 if the file exists before the main container starts`,
      );
    },
  );
  return hits.find(({ severity }) => severity === 'block') ?? hits[0] ?? null;
}

function hit(name: string, { by, why, sure }: StartNeed): Hit<'block' | 'warn' | 'info'> {
  const does =
    by === 'command'
      ? `the command of ${name} waits for the main container (${why})`
      : `${name} exits at startup if the main container does not answer (${why})`;
  return {
    severity: sure ? 'block' : 'warn',
    message: sure
      ? `${does}, and its startupProbe waits for ${name}: neither would ever start`
      : `whether ${name} starts without the main container is not known (${why}): if it does not, its startupProbe never passes, and neither would ever start`,
    remedy: `remove the startupProbe, or let ${name} start without the main container`,
  };
}

/** What the command waits for, whether anything waits for the command or not. */
function waitsFor({ pod, container, apps }: Subject): string | null {
  const wait = podGraph(pod)
    .from(container)
    .find(({ occasion, to }) => occasion === 'wait' && apps.includes(to));
  return wait === undefined ? null : `it ${wait.text}`;
}
