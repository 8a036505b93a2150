import type { Container } from '../../../model/container.js';
import type { Directive } from '../../../model/directive.js';
import { matchesGlob, type RoleGlobs } from '../globs.js';

export interface UserWord {
  readonly role: 'sidecar' | 'keep';
  readonly text: string;
}

function saying(comment: Directive, role: string): string {
  return 'unread' in comment ? 'is not understood' : `says ${role}`;
}

/** What the user said of a container: `keep` wins, and a comment speaks louder than a glob. */
export function userWord(container: Container, globs: RoleGlobs): UserWord | null {
  for (const role of ['keep', 'sidecar'] as const) {
    const comment = container.directives.find((directive) => directive.kind === role);
    if (comment !== undefined)
      return { role, text: `the comment on line ${comment.place.line} ${saying(comment, role)}` };
  }
  const keep = globs.keeps.find((glob) => matchesGlob(glob, container));
  if (keep !== undefined) return { role: 'keep', text: `${keep.source} ${keep.text} says keep` };
  const sidecar = globs.sidecars.find((glob) => matchesGlob(glob, container));
  if (sidecar !== undefined)
    return { role: 'sidecar', text: `${sidecar.source} ${sidecar.text} says sidecar` };
  return null;
}
