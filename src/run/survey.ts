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
  const pods: Pod[] = [];
  const problems: Problem[] = [];
  const surveyed = new Map<string, ReadFile>();
  const kustomizations = new Map<string, string>();
  const templates: InputFile[] = [];
  // Asked for again by nearly every run with a pod: a second walk costs as much as reading.
  const given = new Map<string, InputFile>();
  let parsed = 0;
  for (const file of input.files()) {
    await yieldToEvents();
    if (!('load' in file)) {
      problems.push(file);
      continue;
    }
    given.set(file.path, file);
    const bytes = file.load();
    if (!(bytes instanceof Uint8Array)) {
      problems.push(bytes);
      continue;
    }
    if (isKustomization(file.path)) {
      const text = decode(bytes, file.path);
      if (typeof text === 'string') kustomizations.set(file.path, text);
    }
    if (isWide(bytes)) {
      // No search in the bytes finds anything in them.
      const text = decode(bytes, file.path);
      if (typeof text !== 'string') problems.push(text);
      continue;
    }
    const found = isProgram(file.path) ? scanProgram(bytes) : scan(bytes);
    const values =
      !isProgram(file.path) &&
      (mayHoldValues(file.path, bytes, found) || mayHoldSwitches(file.path, bytes, found));
    if (found.pods && isTemplateFile(file.path)) templates.push(file);
    const odd =
      !values && !isProgram(file.path) && mayHoldListUnderOtherKey(file.path, bytes)
        ? await namesSidecar(bytes, settings)
        : false;
    const adds = !found.pods && found.additions && (await addsSidecar(found, settings));
    if (!found.pods && !adds && !odd && !found.directives && !file.named && !values) continue;
    const text = decode(bytes, file.path);
    if (typeof text !== 'string') {
      problems.push(text);
      continue;
    }
    if (!isProgram(file.path) && !found.directives && !file.named && isOneTemplate(text)) {
      problems.push({ ...TEMPLATED, path: file.path, place: null });
      continue;
    }
    const source = sourceOf(file, text);
    const transform = await transformFor(source);
    if (transform === null) continue;
    const context = {
      kinds: settings.customKinds,
      thorough: file.named,
      beside: besideOf(input),
    };
    const reading = await readInSteps(transform, source, context);
    parsed++;
    problems.push(...reading.problems);
    const own = await podsInSteps(transform, reading);
    if (own.length === 0) continue;
    pods.push(...own);
    surveyed.set(file.path, { file, hash: hashOf(text) });
  }
  return {
    ...{ pods, problems, surveyed, kustomizations, templates, given },
    files: given.size,
    parsed,
  };
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
