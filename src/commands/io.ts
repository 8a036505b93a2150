/** The process, as far as a command may see it. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Standard error where it is one, for what draws lines on it. */
  readonly terminal: NodeJS.WritableStream | null;
  readonly life: Life;
}

/** All of standard input. */
export async function inputOf({ stdin }: Pick<Io, 'stdin'>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stdin) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
}

/** How far the process has come, for whoever has to end it. */
export interface Life {
  /** The signal that asks for the end. */
  stop: Signal | null;
  /** A change is being written: it has to be whole before the end. */
  isWriting: boolean;
  /** Files that hold their new text. */
  written: number;
}

export const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
export type Signal = keyof typeof SIGNALS;

/** As shells count it: 130 for an interrupt, 143 for a termination. */
export function codeOfSignal(signal: Signal): number {
  return 128 + SIGNALS[signal];
}

export interface Output {
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
  /** Another program reads it: a pipe of a shell. */
  readonly isPipe?: boolean;
  write(data: string | Uint8Array): unknown;
}

/**
 * A runner of GitHub Actions carries out lines that begin with `::`, and `##[` wherever it stands: in what is
 * said to people these are parts of names (actions/runner ActionCommand.cs).
 */
export function forRunner(output: Output): Output {
  return {
    write: (data) =>
      output.write(
        typeof data === 'string'
          ? data.replace(/^([ \t]{0,80}):(?=:)/gm, '$1: ').replaceAll('##[', '# #[')
          : data,
      ),
  };
}
