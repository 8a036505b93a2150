import type { Container } from '../../model/container.js';
import { textAt, type ValueMap } from '../../model/value.js';
import { baseOf } from '../classify/catalogue/image.js';
import { commandText } from '../classify/command.js';
import type { Call } from './shell.js';

/** A command that tells a process to end. */
export interface Quit {
  /** `endpoint`: over its own HTTP port; `signal`: kill and its like; `command`: its own tool. */
  readonly by: 'endpoint' | 'signal' | 'command';
  /** As a person would say it: `POST localhost:15020/quitquitquit`, `kill -TERM 1`. */
  readonly what: string;
  readonly call: Call;
}

const CLIENTS = /^(?:curl|wget|nc|ncat|http|https|xh|printf|echo|pilot-agent)$/;
const ENDPOINT =
  /(?:[\w.-]{0,253}:\d{2,5})?\/(?:quitquitquit|quit|shutdown|exit|terminate|agent\/v1\/quit|lifecycle\/shutdown)\b/;

/** What ends a program from its own command line: name, and arguments that say so. */
const COMMANDS: readonly (readonly [name: RegExp, args: RegExp])[] = [
  [/^(?:nginx|openresty)$/, /-s (?:quit|stop)\b/],
  [/^cloud-sql-proxy$/, /^shutdown\b/],
  [/^supervisorctl$/, /\b(?:shutdown|stop)\b/],
  [/^(?:apachectl|apache2ctl|httpd)$/, /\b(?:graceful-stop|stop)\b/],
  [
    /^(?:s6-svscanctl|caddy|pg_ctl|mysqladmin|redis-cli|consul|rabbitmqctl)$/,
    /\b(?:-t|stop|shutdown|leave|SHUTDOWN)\b/,
  ],
  [/^pilot-agent$/, /\b(?:quitquitquit|drain|exit)\b/],
];

/** What a call ends, or null. */
export function quitOf(call: Call): Quit | null {
  if (CLIENTS.test(call.name)) {
    const found = ENDPOINT.exec(call.text) ?? /\bquitquitquit\b/.exec(call.text);
    if (found !== null) return { by: 'endpoint', what: found[0], call };
  }
  const words = call.args.join(' ');
  const what = `${call.name} ${words}`.slice(0, 60);
  if (COMMANDS.some(([name, args]) => name.test(call.name) && args.test(words)))
    return { by: 'command', what, call };
  const signal = signalOf(call);
  return signal === null || !signal.ends ? null : { by: 'signal', what, call };
}

const QUITS = /\b(?:quit|quitquitquit|shutdown|terminate|exit|stop)\b/i;

/** What a GET of a hook ends, or null. */
export function quitByGet(action: ValueMap): string | null {
  const path = textAt(action, ['path']) ?? '/';
  return QUITS.test(path) ? `GET ${path}` : null;
}

export interface Signal {
  readonly name: string;
  /** false for the signals that only ask, reload or rotate. */
  readonly ends: boolean;
  /** Process ids, names or patterns, as written. */
  readonly targets: readonly string[];
}

/** 0 asks whether a process is there; the others mean reload, rotate or go on. */
const GENTLE = /^(?:0|1|10|12|17|18|23|HUP|USR1|USR2|CONT|URG|CHLD)$/;

/** The signal that `kill`, `pkill` or `killall` sends, or null. */
export function signalOf({ name, args }: Call): Signal | null {
  if (!/^(?:kill|pkill|killall|killall5)$/.test(name)) return null;
  let signal = 'TERM';
  let isGiven = false;
  const targets: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (/^(?:-s|-n|--signal)$/.test(arg)) {
      signal = plain(args[++i] ?? '');
      isGiven = true;
    } else if (!isGiven && /^(?:--signal=|-)(?:SIG)?(?:\d{1,2}|[A-Z]{3}[A-Z\d]{0,5})$/.test(arg)) {
      signal = plain(arg.replace(/^(?:--signal=|-)/, ''));
      isGiven = true;
    } else if ((isGiven && arg === EVERYBODY) || (!arg.startsWith('-') && !/^\d?>/.test(arg)))
      targets.push(arg);
  }
  if (name === 'killall5') targets.push(EVERYBODY);
  return { name: signal, ends: !GENTLE.test(signal), targets };
}

/** The process id that stands for every process that can be seen. */
const EVERYBODY = '-1';

function plain(signal: string): string {
  return signal.toUpperCase().replace(/^SIG/, '');
}

/** A name that belongs to somebody else is no signal to this container. */
export function isAbout(
  { targets }: Signal,
  container: Container,
  apps: readonly Container[],
): boolean {
  return targets.some((target) => {
    const name = nameIn(target);
    // A number or a variable may be anybody's.
    if (name === null) return true;
    return wordsOf(container).includes(name) || !apps.some((app) => wordsOf(app).includes(name));
  });
}

/** Whether a signal goes to a process of this container, as its name, image and command say. */
export function isNamedBy({ targets }: Signal, container: Container, own: boolean): boolean {
  const words = own ? startOf(container) : wordsOf(container);
  return targets.some((target) => words.includes(nameIn(target) ?? '\n'));
}

function nameIn(target: string): string | null {
  if (/^\$\{?\w+\}?$/.test(target)) return null;
  return /([A-Za-z][\w.-]{1,253})\)?$/.exec(target)?.[1]?.replaceAll('_', '-') ?? null;
}

function startOf({ name, image }: Container): string {
  return `${name} ${baseOf(image ?? '')}`.replaceAll('_', '-');
}

function wordsOf(container: Container): string {
  return `${startOf(container)} ${commandText(container)}`.replaceAll('_', '-');
}
