import { type ChildProcess, spawn } from 'node:child_process';

export interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** What a program left behind. */
export interface Ended {
  /** All of its standard output. */
  readonly text: string;
  readonly bytes: Buffer;
  /** The start of what it wrote to standard error. */
  readonly said: string;
  /** The end of what it wrote to either. */
  readonly last: string;
  /** null: it ended well. `byItself`: nobody stopped it, and its own words say why. */
  readonly failure: {
    readonly message: string;
    readonly byItself: boolean;
    readonly code: number | null;
  } | null;
}

/** Programs that are running: they end with this process. */
const running = new Set<() => void>();
process.on('exit', () => {
  for (const kill of running) kill();
});

const SAID = 4096;

/**
 * The one door to other programs: an absolute path, no shell, just this environment. It is ended with all
 * that it started where it goes too far, and with this process.
 */
export function runToEnd(
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
  env: Readonly<Record<string, string>>,
  limits: Limits,
  input: Uint8Array | null = null,
): Promise<Ended> {
  return new Promise((resolve) => {
    // A group of its own: a shell does not take its children along when it is killed.
    const detached = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd,
      env,
      detached,
      stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // A program that has ended before it was told everything says so by its code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? undefined);
    const kill = (): void => killGroup(child, detached);
    running.add(kill);
    let gaveUp: string | null = null;
    const giveUp = (reason: string): void => {
      gaveUp ??= reason;
      kill();
    };
    const timer = setTimeout(
      () => giveUp(`took longer than ${limits.milliseconds / 1000} seconds`),
      limits.milliseconds,
    );
    const output = outputOf(child, limits.bytes, giveUp);
    const end = (failure: Ended['failure']): void => {
      clearTimeout(timer);
      running.delete(kill);
      resolve({ ...output(), failure });
    };
    child.on('error', ({ message }) => end({ message, byItself: false, code: null }));
    // One that has left a child behind keeps its pipes open: its own end is what counts.
    child.on('exit', () => setTimeout(kill, 0));
    child.on('close', (code) => {
      if (gaveUp !== null) end({ message: gaveUp, byItself: false, code });
      else if (code === 0) end(null);
      else end({ message: `it ended with code ${code}`, byItself: true, code });
    });
  });
}

function killGroup({ pid }: ChildProcess, isGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(isGroup ? -pid : pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Listens to what a program prints, and gives what there is of it so far. */
function outputOf(
  child: ChildProcess,
  most: number,
  giveUp: (reason: string) => void,
): () => Omit<Ended, 'failure'> {
  const out: Buffer[] = [];
  let size = 0;
  let said = '';
  let last = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    last = (last + chunk.toString()).slice(-SAID);
    if (size > most) giveUp(`printed more than ${most / 1024 / 1024} MB`);
    else out.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    last = (last + chunk.toString()).slice(-SAID);
    if (said.length < SAID) said += chunk.toString();
  });
  return () => {
    const bytes = Buffer.concat(out);
    return { text: bytes.toString(), bytes, said, last };
  };
}
