import type { Input } from '../model/input.js';
import { type Progress, SILENT } from '../process/progress.js';
import type { Io } from './io.js';

/** What is over sooner needs no word. */
const PATIENCE_MS = 400;
/** Between two changes of the line. */
const PACE_MS = 100;
/** Before so much is done nobody knows how long the rest takes. */
const TELLING = 0.05;

/** One line on a terminal, gone when the run has ended: the phase, how far it is, and the time left. */
export async function progressOn(io: Io, quiet: boolean): Promise<Progress> {
  if (io.terminal === null || quiet || io.env.TERM === 'dumb') return SILENT;
  const { createLogUpdate } = await import('log-update');
  const show = createLogUpdate(io.terminal, { showCursor: true });
  return progressBy(
    (text) => (text === null ? show.clear() : show(text)),
    () => performance.now(),
  );
}

/** The words, apart from the terminal that shows them; null: nothing. */
function progressBy(show: (text: string | null) => void, now: () => number): Progress {
  const begun = now();
  let phase = { name: '', total: 0, done: 0, since: begun };
  let last = begun + PATIENCE_MS - PACE_MS;
  let isShown = false;
  const tell = (): void => {
    const time = now();
    if (time - last < PACE_MS) return;
    last = time;
    isShown = true;
    show(progressText(phase, time - phase.since));
  };
  return {
    phase: (name, total) => {
      phase = { name, total, done: 0, since: now() };
      tell();
    },
    step: () => {
      phase.done++;
      tell();
    },
    end: () => {
      if (isShown) show(null);
      isShown = false;
    },
  };
}

interface Phase {
  readonly name: string;
  readonly total: number;
  readonly done: number;
}

function progressText({ name, total, done }: Phase, elapsedMs: number): string {
  if (total === 0) return done === 0 ? `${name} …` : `${name}: ${done}`;
  const own = Math.min(done, total);
  const share = own / total;
  const left = share < TELLING ? '' : `, ${timeOf((elapsedMs / share) * (1 - share))} left`;
  return `${name}: ${own} of ${total}${left}`;
}

function timeOf(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The same input, each of whose files is a step while they are read for the first time. */
export function counted<T extends Input>(input: T, progress: Progress): Input {
  if (progress === SILENT) return input;
  let isFirst = true;
  return {
    beside: (path) => input.beside(path),
    beyond: () => input.beyond(),
    under: (folder) => input.under(folder),
    nameOf: (path) => input.nameOf(path),
    *files() {
      if (!isFirst) {
        yield* input.files();
        return;
      }
      isFirst = false;
      // How many there are is known when all have been found.
      progress.phase('Finding files', 0);
      const all = [];
      for (const file of input.files()) {
        all.push(file);
        progress.step();
      }
      progress.phase('Reading files', all.length);
      for (const file of all) {
        yield file;
        progress.step();
      }
    },
  };
}
