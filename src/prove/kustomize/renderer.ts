import { join } from 'node:path';
import { findProgram, runProgram } from '../program.js';
import type { Renderer } from '../renderer.js';
import { kustomizations } from './graph.js';

/** A renderer, and what to say of the program behind it; a message where there is none. */
export type FoundRenderer =
  | { readonly ok: true; readonly renderer: Renderer; readonly program: string }
  | { readonly ok: false; readonly message: string };

/** What Flux and many Argo CD set-ups allow: a base may name files beside its folder. */
const ANY_FOLDER = '--load-restrictor=LoadRestrictionsNone';

/**
 * The user's own `kubectl kustomize`, or else `kustomize build`. No flag lets it run plug-ins,
 * functions or Helm, or reach the network.
 */
export function kustomizeRenderer(
  env: Readonly<Record<string, string | undefined>>,
): FoundRenderer {
  const kubectl = findProgram('kubectl', env);
  const program = kubectl ?? findProgram('kustomize', env);
  if (program === null)
    return {
      ok: false,
      message:
        '--prove renders with kubectl or kustomize, and neither is on PATH; install kubectl (https://kubernetes.io/docs/tasks/tools/) or kustomize, or leave out --prove',
    };
  const verb = kubectl === null ? 'build' : 'kustomize';
  const renderer: Renderer = {
    id: 'kustomize',
    targets: kustomizations,
    async render(root, { path }) {
      const folder = join(root, path);
      const rendered = await runProgram([program, verb, ANY_FOLDER, folder], root, env);
      if (rendered.ok) return rendered;
      const words = rendered.message.replaceAll(`${root}/`, '').replaceAll(root, '.');
      return { ok: false, message: withoutWarnings(words).replace(/^error: /i, '') };
    },
  };
  return { ok: true, renderer, program: `${program} ${verb}` };
}

/** Deprecations come before the error that matters. */
function withoutWarnings(words: string): string {
  const lines = words.split('\n').filter((line) => !line.startsWith('# Warning:'));
  return lines.join('\n').trim() || words;
}
