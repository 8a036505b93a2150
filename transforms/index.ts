import { isCommands } from '../src/files/scan/commands.js';
import { isKustomization } from '../src/files/scan/kustomization.js';
import { isGoTemplate, isTerraform } from '../src/files/scan/values.js';
import { carriesValues, isCalledValues, isSuspected } from '../src/helm/carriers/recognise.js';
import type { SourceFile } from '../src/model/source.js';
import type { Transform } from '../src/model/transform.js';

/** A format by its files; the code that reads it is loaded for the first file that needs it. */
interface Format {
  claims(file: SourceFile): boolean;
  load(): Promise<Transform>;
}

const EXTENSION = /\.(?:ya?ml|json)$/i;
const PROGRAM = /\.[cm]?[jt]sx?$/i;
const OTHER_LANGUAGE = /\.(?:go|py|rb|md|sh|tpl)$/i;

/** Every format that can be read, in the order in which they are asked. */
const FORMATS: readonly Format[] = [
  {
    // Values that nobody can edit are noticed all the same.
    claims: ({ path }) => isTerraform(path) || isGoTemplate(path),
    load: async () => (await import('../src/helm/values/unedited.js')).unedited as Transform,
  },
  {
    claims: ({ path, text }) => isKustomization(path) && /^helmCharts:/m.test(text),
    load: async () => (await import('./helm-values/index.js')).helmValues as Transform,
  },
  {
    claims: ({ path }) => isKustomization(path),
    load: async () => (await import('./kustomize/index.js')).kustomize as Transform,
  },
  {
    // The parser of TypeScript is the heaviest part of all.
    claims: ({ path }) => PROGRAM.test(path),
    load: async () => (await import('./cdk8s/index.js')).cdk8s as Transform,
  },
  {
    claims: ({ path, text }) =>
      isCalledValues(path) || carriesValues(text) || isSuspected(path, text),
    load: async () => (await import('./helm-values/index.js')).helmValues as Transform,
  },
  {
    // A file of another name was given by name: it may well be YAML, and the reader will tell.
    claims: ({ path }) => EXTENSION.test(path) || !(OTHER_LANGUAGE.test(path) || isCommands(path)),
    load: async () => (await import('./manifest/index.js')).manifest as Transform,
  },
];

export async function transformFor(file: SourceFile): Promise<Transform | null> {
  return (await FORMATS.find((format) => format.claims(file))?.load()) ?? null;
}
