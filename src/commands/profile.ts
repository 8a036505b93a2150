import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, type Files } from '../files/discover/disk.js';
import type { Progress } from '../process/progress.js';
import { VERSION } from '../version.js';

/** What a stretch of a run has cost. */
interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
  /** Reads of files, and the bytes that came of them; a file that is read twice counts twice. */
  readonly reads: number;
  readonly bytes: number;
}

interface Phase extends Cost {
  readonly name: string;
  /** Since the run began. */
  readonly startMs: number;
  /** What the phase counts: files, pods, options. */
  readonly steps: number;
  /** The most memory that the process has held up to its end. */
  readonly peakMb: number;
}

/** `--profile`: what each phase of a run costs, by the words that people see while it runs. */
export class Profile {
  private readonly phases: Phase[] = [];
  private reads = 0;
  private bytes = 0;
  private steps = 0;
  private name = 'Starting';
  private begun: Cost = { ms: 0, cpuMs: 0, reads: 0, bytes: 0 };

  /** The door to the disk, with what goes through it counted. */
  counting(files: Files): Files {
    return {
      ...files,
      read: (absolute, path, limit) => {
        const found = files.read(absolute, path, limit);
        this.reads++;
        if (found instanceof Uint8Array) this.bytes += found.length;
        return found;
      },
    };
  }

  watching(shown: Progress): Progress {
    return {
      phase: (name, total) => {
        this.next(name);
        shown.phase(name, total);
      },
      step: () => {
        this.steps++;
        shown.step();
      },
      end: () => {
        this.next('Reporting');
        shown.end();
      },
    };
  }

  /** Writes what was measured into a folder; gives what went wrong, or null. */
  writeTo(folder: string): string | null {
    this.next('');
    try {
      mkdirSync(folder, { recursive: true });
      for (const [name, value] of [
        ['profile', this.report()],
        ['trace', this.trace()],
      ] as const)
        writeFileSync(
          join(folder, `sidecar-migrate-${name}.json`),
          `${JSON.stringify(value, null, 2)}\n`,
        );
      return null;
    } catch (error) {
      return `--profile ${folder}: cannot be written (${codeOf(error)}); name a folder that you can write to`;
    }
  }

  private next(name: string): void {
    if (name === this.name) return;
    const now = this.now();
    const { begun } = this;
    const cost = { ms: now.ms - begun.ms, cpuMs: now.cpuMs - begun.cpuMs };
    const counts = { reads: now.reads - begun.reads, bytes: now.bytes - begun.bytes };
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const { steps } = this;
    this.phases.push({ name: this.name, startMs: begun.ms, ...cost, ...counts, steps, peakMb });
    this.begun = now;
    this.steps = 0;
    this.name = name;
  }

  private now(): Cost {
    const { user, system } = process.cpuUsage();
    const { reads, bytes } = this;
    return { ms: performance.now(), cpuMs: (user + system) / 1000, reads, bytes };
  }

  private report(): object {
    const phases = this.phases.map((phase) => ({
      ...phase,
      startMs: Math.round(phase.startMs),
      ms: Math.round(phase.ms),
      cpuMs: Math.round(phase.cpuMs),
    }));
    const { ms, cpuMs, reads, bytes } = this.begun;
    const peakMb = phases.at(-1)?.peakMb ?? 0;
    const total = { ms: Math.round(ms), cpuMs: Math.round(cpuMs), reads, bytes, peakMb };
    return { version: VERSION, node: process.version, total, phases };
  }

  /** In the format of Chrome's tracing, for `chrome://tracing` and Perfetto. */
  private trace(): object {
    const traceEvents = this.phases.map(({ name, startMs, ms, ...args }) => ({
      name,
      ph: 'X',
      ts: Math.round(startMs * 1000),
      dur: Math.round(ms * 1000),
      pid: 1,
      tid: 1,
      args,
    }));
    return { displayTimeUnit: 'ms', traceEvents };
  }
}
