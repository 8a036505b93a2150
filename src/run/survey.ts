import { transformFor } from '../../transforms/index.js';
import { decode, isWide } from '../files/decode.js';
import { podsInSteps, readInSteps } from '../files/read-in-steps.js';
import { besideOf, hashOf, type ReadFile, sourceOf } from '../files/repository.js';
import { isKustomization } from '../files/scan/kustomization.js';
import { isProgram, scanProgram } from '../files/scan/program.js';
import { type Scan, scan } from '../files/scan/scan.js';
import { isOneTemplate, isTemplateFile, TEMPLATED } from '../files/scan/template.js';
import {
  mayHoldListUnderOtherKey,
  mayHoldSwitches,
  mayHoldValues,
} from '../helm/carriers/recognise.js';
import type { Input, InputFile } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../model/source.js';
import { yieldToEvents } from '../process/event-loop.js';

/** What the first pass keeps: values only, so that memory follows the candidates. */
export interface Survey {
  readonly pods: readonly Pod[];
  readonly problems: readonly Problem[];
  /** Files with pods, by path. */
  readonly surveyed: ReadonlyMap<string, ReadFile>;
  /** Texts of the kustomizations among them. */
  readonly kustomizations: ReadonlyMap<string, string>;
  /** Templates of charts with a list that may hold two containers. */
  readonly templates: readonly InputFile[];
  /** Every file of the run, by path. */
  readonly given: ReadonlyMap<string, InputFile>;
  readonly files: number;
  readonly parsed: number;
}

/** Reads every file once. Most hold no pod: they cost their bytes and a few searches in them. */
export async function surveyInput(input: Input, settings: Settings): Promise<Survey> {
  const pass = new FirstPass(input, settings);
  for (const file of input.files()) {
    await yieldToEvents();
    await pass.look(file);
  }
  return pass.survey;
}

class FirstPass {
  private readonly pods: Pod[] = [];
  private readonly problems: Problem[] = [];
  private readonly surveyed = new Map<string, ReadFile>();
  private readonly kustomizations = new Map<string, string>();
  private readonly templates: InputFile[] = [];
  // Asked for again by nearly every run with a pod: a second walk costs as much as reading.
  private readonly given = new Map<string, InputFile>();
  private readonly beside: (path: string) => string | null;
  private parsed = 0;

  constructor(
    input: Input,
    private readonly settings: Settings,
  ) {
    this.beside = besideOf(input);
  }

  get survey(): Survey {
    const { pods, problems, surveyed, kustomizations, templates, given, parsed } = this;
    return {
      ...{ pods, problems, surveyed, kustomizations, templates, given, parsed },
      files: given.size,
    };
  }

  async look(file: InputFile | Problem): Promise<void> {
    if (!('load' in file)) {
      this.problems.push(file);
      return;
    }
    this.given.set(file.path, file);
    const bytes = file.load();
    if (!(bytes instanceof Uint8Array)) {
      this.problems.push(bytes);
      return;
    }
    if (isKustomization(file.path)) {
      const text = decode(bytes, file.path);
      if (typeof text === 'string') this.kustomizations.set(file.path, text);
    }
    // No search in the bytes of UTF-16 finds anything: it is decoded to be refused.
    const found = isWide(bytes) ? null : this.scanned(file, bytes);
    if (found !== null && !(await this.isWorth(file, bytes, found))) return;
    const text = decode(bytes, file.path);
    if (typeof text !== 'string') this.problems.push(text);
    else if (found !== null) await this.read(file, text, found);
  }

  private scanned(file: InputFile, bytes: Uint8Array): Scan {
    const found = isProgram(file.path) ? scanProgram(bytes) : scan(bytes);
    if (found.pods && isTemplateFile(file.path)) this.templates.push(file);
    return found;
  }

  /** Whether a file is decoded and, most often, parsed: by the bytes of it. */
  private async isWorth(file: InputFile, bytes: Uint8Array, found: Scan): Promise<boolean> {
    const { path, named } = file;
    if (found.pods || found.directives || named) return true;
    if (isProgram(path)) return false;
    if (mayHoldValues(path, bytes, found) || mayHoldSwitches(path, bytes, found)) return true;
    if (mayHoldListUnderOtherKey(path, bytes) && (await namesSidecar(bytes, this.settings)))
      return true;
    return found.additions && addsSidecar(found, this.settings);
  }

  private async read(file: InputFile, text: string, { directives }: Scan): Promise<void> {
    if (!isProgram(file.path) && !directives && !file.named && isOneTemplate(text)) {
      this.problems.push({ ...TEMPLATED, path: file.path, place: null });
      return;
    }
    const source = sourceOf(file, text);
    const transform = await transformFor(source);
    if (transform === null) return;
    const reading = await readInSteps(transform, source, {
      kinds: this.settings.customKinds,
      thorough: file.named,
      beside: this.beside,
    });
    this.parsed++;
    for (const problem of reading.problems) this.problems.push(problem);
    const own = await podsInSteps(transform, reading);
    if (own.length === 0) return;
    for (const pod of own) this.pods.push(pod);
    this.surveyed.set(file.path, { file, hash: hashOf(text) });
  }
}

async function namesSidecar(bytes: Uint8Array, settings: Settings): Promise<boolean> {
  const { saysSidecar } = await import('../pod/classify/brings-sidecar.js');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return saysSidecar(buffer.toString('latin1'), settings);
}

/** The catalogue of sidecars is loaded only where a list of one may be an addition. */
async function addsSidecar({ letters }: Scan, settings: Settings): Promise<boolean> {
  const { bringsSidecar } = await import('../pod/classify/brings-sidecar.js');
  return letters !== null && bringsSidecar(letters.text, settings);
}
