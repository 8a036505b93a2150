import { isCommands } from '../scan/commands.js';
import { isTemplateFile } from '../scan/template.js';

/** What a walk looks at; a file given by name may be called anything. */
const EXTENSIONS = /\.(?:ya?ml(?:\.gotmpl)?|json|tf)$/i;

/** Programs that may make workloads; declarations make none. */
const PROGRAMS = /(?<!\.d)\.[cm]?[jt]sx?$/i;

/** The one name without an extension that kustomize takes too. */
const BARE_NAME = /(?:^|\/)Kustomization$/;

export function isManifest(path: string): boolean {
  return EXTENSIONS.test(path) || BARE_NAME.test(path);
}

/** Whether a file may hold containers, by its name. */
export function mayHoldContainers(path: string): boolean {
  return isManifest(path) || PROGRAMS.test(path) || isTemplateFile(path);
}

/** What may name a container without being a manifest: looked at for references alone. */
export function isReferring(path: string): boolean {
  return /(?:^|\/)Tiltfile$|\.tf$/.test(path) || isCommands(path);
}
