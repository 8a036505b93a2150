import { join } from 'node:path';
import { type Environment, findProgram } from '../../process/find.js';
import { runProgram } from '../../prove/renders/program.js';
import type { Found, Renderer } from '../../prove/renders/renderer.js';
import { kustomizations } from './graph.js';

/** What Flux and many Argo CD set-ups allow: a base may name files beside its folder. */
const ANY_FOLDER = '--load-restrictor=LoadRestrictionsNone';

/**
 * The user's own `kubectl kustomize`, or else `kustomize build`. No flag lets it run plug-ins,
 * functions or Helm, or reach the network.
 */
export function kustomizeRenderer(env: Environment, trees: readonly string[] = []): Found {
  const kubectl = findProgram('kubectl', env, trees);
  const program = kubectl ?? findProgram('kustomize', env, trees);
  const verb = kubectl === null ? 'build' : 'kustomize';
  const renderer: Renderer = {
    id: 'kustomize',
    targets: kustomizations,
    async render(root, { path }) {
      if (program === null) return { ok: false, message: MISSING };
      const folder = join(root, path);
      const rendered = await runProgram([program, verb, ANY_FOLDER, folder], root, env);
      if (rendered.ok) return rendered;
      const words = rendered.message.replaceAll(`${root}/`, '').replaceAll(root, '.');
      return { ok: false, message: withoutWarnings(words).replace(/^error: /i, '') };
    },
  };
  if (program === null) return { renderer, program, missing: MISSING };
  return { renderer, program: `${program} ${verb}`, missing: null };
}

const MISSING =
  '--prove renders with kubectl or kustomize, and neither is on PATH; install kubectl (https://kubernetes.io/docs/tasks/tools/) or kustomize, or leave out --prove';

/** Deprecations come before the error that matters. */
function withoutWarnings(words: string): string {
  const lines = words.split('\n').filter((line) => !line.startsWith('# Warning:'));
  return lines.join('\n').trim() || words;
}
