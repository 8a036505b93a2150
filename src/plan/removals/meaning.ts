import { forEachChild, type SyntaxNode } from 'unbash';
import { shortText } from '../../pod/facts/commands.js';
import { signalOf } from '../../pod/facts/quits.js';
import { type Call, callOf, parseScript } from '../../pod/facts/shell.js';
import { callsUnder } from '../../pod/facts/syntax.js';

/** Something in a script that may be there for a reason of its own, and what to do about it. */
export interface Meaning {
  readonly what: string;
  readonly remedy: string;
}

/** Part of a script that would go with a move. */
export interface RemovedPart {
  readonly nodes: readonly SyntaxNode[];
  readonly text: string;
  /** Offsets of the loops that wait for the end of the application. */
  readonly waits: readonly number[];
}

interface Where {
  /** In a handler of `trap`. */
  readonly inTrap: boolean;
  /** In a loop that waits, where it waits between two looks. */
  readonly between: boolean;
  /** In the condition of something, or in `$(…)`: its words go nowhere. */
  readonly asked: boolean;
  readonly inFunction: boolean;
}

/**
 * What of the parts that go may mean something to somebody: a pause after the end of the
 * application, a signal other than the one that Kubernetes sends, a trap that does more than pass
 * the end on, or a look at what was left behind. Null: they surely only wait and end.
 */
export function meaningOf({ nodes, text, waits }: RemovedPart, inTrap = false): Meaning | null {
  const first = Math.min(...waits.filter((at) => nodes.some((n) => n.pos <= at && at < n.end)));
  const visit = (node: SyntaxNode, where: Where): Meaning | null => {
    if (node.type === 'Command') {
      const call = callOf(node, text);
      const found = trapMeaning(call) ?? meaningOfCall(call, where, first);
      if (found !== null) return found;
    }
    for (const [child, at] of childrenOf(node, where, { text, waits })) {
      const found = visit(child, at);
      if (found !== null) return found;
    }
    return null;
  };
  const start = { between: false, asked: false, inFunction: false, inTrap };
  for (const node of nodes) {
    const found = visit(node, start);
    if (found !== null) return found;
  }
  return null;
}

type Child = readonly [SyntaxNode, Where];

/** The parts of a node, each with what it is in it. */
function childrenOf(
  node: SyntaxNode,
  where: Where,
  { text, waits }: Pick<RemovedPart, 'text' | 'waits'>,
): readonly Child[] {
  switch (node.type) {
    case 'While': {
      const isWait = waits.includes(node.pos) || looksForProcess(node.clause, text);
      const leaves = node.body.commands.some(({ command }) => isEnd(command, text));
      return [
        [node.clause, { ...where, asked: true, between: isWait && isPauseAlone(node.clause) }],
        [node.body, { ...where, between: isWait && !leaves }],
      ];
    }
    case 'If': {
      const goesOn = callsUnder(node.then, text).some(({ name }) => name === 'continue');
      const other: readonly Child[] = node.else === undefined ? [] : [[node.else, where]];
      return [
        [node.clause, { ...where, asked: true, between: false }],
        [node.then, { ...where, between: where.between && goesOn }],
        ...node.elif.map((each): Child => [each, { ...where, between: false }]),
        ...other,
      ];
    }
    case 'AndOr':
      return node.commands.map((each, i) => {
        const isLast = i === node.commands.length - 1;
        const onFailure = i === 1 && node.operators[0] === '||';
        return [
          each,
          { ...where, asked: !isLast || where.asked, between: where.between && onFailure },
        ];
      });
    case 'Function':
      return [[node.body, { ...where, inFunction: true }]];
    case 'For':
    case 'ArithmeticFor':
    case 'Case':
      return plainChildren(node, { ...where, between: false });
    case 'CommandExpansion':
      return plainChildren(node, { ...where, asked: true, between: false });
    default:
      return plainChildren(node, where);
  }
}

function plainChildren(node: SyntaxNode, where: Where): readonly Child[] {
  const children: Child[] = [];
  forEachChild(node, (child) => {
    children.push([child, where]);
  });
  return children;
}

function isEnd(node: SyntaxNode, text: string): boolean {
  return (
    node.type === 'Command' && /^(?:kill|pkill|killall|exit|break)$/.test(callOf(node, text).name)
  );
}

/** `while kill -0 $!`: until its own program has ended. */
function looksForProcess(clause: SyntaxNode, text: string): boolean {
  const calls = callsUnder(clause, text);
  return (
    calls.length > 0 &&
    calls.every((call) => /^(?:ps|pgrep|pidof)$/.test(call.name) || signalOf(call)?.name === '0')
  );
}

function isPauseAlone(node: SyntaxNode): boolean {
  return node.type === 'CompoundList' && node.commands.length === 1;
}

/** What nobody misses behind the end of the application. */
const ENDS =
  /^(?:kill|pkill|killall|wait|exit|echo|printf|true|false|:|test|\[|\[\[|return|break|continue|jobs|ps|pgrep|pidof|set|date|local|let|expr|trap|)$/;

const PAUSES = /^(?:sleep|usleep|read)$/;

function meaningOfCall(call: Call, where: Where, first: number): Meaning | null {
  const { name } = call;
  const signal = oddSignal(call);
  if (signal !== null) return signal;
  const isBehind = where.inTrap || where.inFunction || call.start > first;
  if (!isBehind || where.between) return null;
  if (PAUSES.test(name))
    return {
      what: `${shortText(call)} may be there to send what was written last`,
      remedy: 'a preStop hook that sleeps keeps the pause',
    };
  if (ENDS.test(name) || where.asked || !KNOWN_LOOKS.test(name)) return null;
  return { what: `${shortText(call)} runs at the end`, remedy: 'a preStop hook can do the same' };
}

/** Words that only look, and whose answer goes to the log where nothing asks for it. */
const KNOWN_LOOKS =
  /^(?:stat|wc|cat|find|ls|du|grep|egrep|awk|cut|tr|head|tail|md5sum|sha\d{1,3}sum|cksum|curl|wget|nc|ncat|netcat|telnet|timeout|bash|grpc_health_probe)$/;

/** Kubernetes stops a container with TERM; a program may do something else on another signal. */
function oddSignal(call: Call): Meaning | null {
  const signal = signalOf(call);
  if (signal === null) return null;
  const unread = call.name === 'kill' && call.args.some((arg) => /^-(?:\$|[a-z]{2})/.test(arg));
  if (!unread && /^(?:TERM|15|0|)$/.test(signal.name)) return null;
  return {
    what: `${shortText(call)} sends a signal other than TERM, and Kubernetes sends TERM`,
    remedy:
      'if the program needs that signal, set lifecycle.stopSignal (Kubernetes 1.33 with ContainerStopSignals, and spec.os.name)',
  };
}

/** Events by which a shell is told to end. */
const ENDING = /^(?:SIG)?(?:TERM|INT|QUIT|HUP|EXIT|0|1|2|3|15)$/;

/** What a trap does besides passing the end on; null for what is no trap, and for a reset. */
function trapMeaning(call: Call): Meaning | null {
  const [source, ...events] = call.args;
  if (!isSetTrap(call) || source === undefined) return null;
  const handler = parseScript(source);
  if (handler === null || source === '') return trapped(call);
  const found = meaningOf({ nodes: handler.commands, text: source, waits: [] }, true);
  if (found !== null) return found;
  const passesOn = events.length > 0 && events.every((each) => ENDING.test(each));
  const names = handler.commands.flatMap((each) => callsUnder(each, source)).map((c) => c.name);
  // `trap : TERM` keeps the shell from ending, and so whatever it does then.
  const goesOn = events.some((each) => !/^(?:EXIT|0)$/.test(each)) && names.every(isSilent);
  return passesOn && !goesOn ? null : trapped(call);
}

function isSilent(name: string): boolean {
  return /^(?:echo|printf|true|:|test|\[|wait|set|date|)$/.test(name);
}

/** Whether a call sets a trap: `trap - EXIT` takes one back, and `trap -p` shows them. */
export function isSetTrap({ name, args }: Call): boolean {
  return name === 'trap' && args.length > 0 && !/^-[lp]?$/.test(args[0] ?? '');
}

/** A trap that stays is lost: what replaces the shell knows nothing of it. */
export function trapped(call: Call): Meaning {
  return {
    what: `${shortText(call)} is a trap of the shell, which the program would replace`,
    remedy: 'a preStop hook can do what the trap does',
  };
}
