import type { Container } from '../../model/container.js';
import { mapAt } from '../../model/value.js';
import { callsIn, handlerProgram, programOf } from '../../pod/facts/programs.js';
import { type Call, parseShell } from '../../pod/facts/shell.js';
import { expandedCall, sureVariables } from '../../pod/facts/variables.js';
import { applyEdits } from '../../text/edits.js';
import { withoutCalls } from './calls.js';
import type { NodeEdit } from './removal.js';

/**
 * The script and the hooks of an application without its obsolete calls: empty where it has none,
 * null where one of them cannot be taken out without touching anything else.
 */
export function withoutObsolete(
  app: Container,
  isObsolete: (call: Call) => boolean,
): readonly NodeEdit[] | null {
  const hooks = hookEdits(app, isObsolete);
  const program = programOf(app);
  if (hooks === null) return null;
  if (!callsIn(program).some(isObsolete)) return hooks;
  if (program.kind !== 'shell') return null;
  const { text, flag, node, variables } = program;
  const sure = sureVariables(variables, text);
  const isGone = (call: Call): boolean => isObsolete(expandedCall(call, sure));
  const texts = withoutCalls({ text, flag, isObsolete: isGone });
  if (texts === null) return null;
  const left = parseShell(applyEdits(text, texts));
  if (left?.calls.every((call) => !isObsolete(expandedCall(call, variables))) !== true) return null;
  return [...hooks, { container: app, node, texts }];
}

function hookEdits(
  app: Container,
  isObsolete: (call: Call) => boolean,
): readonly NodeEdit[] | null {
  const lifecycle = mapAt(app.value, ['lifecycle']) ?? {};
  const gone: string[] = [];
  for (const hook of Object.keys(lifecycle)) {
    const program = handlerProgram(app, ['lifecycle', hook]);
    const calls = callsIn(program);
    if (!calls.some(isObsolete)) continue;
    // A pause in a hook may be time for clients, or for what is still to be sent.
    if (!calls.every((call) => isObsolete(call) || /^(?:echo|true|:)$/.test(call.name)))
      return null;
    gone.push(hook);
  }
  if (gone.length === 0) return [];
  if (gone.length === Object.keys(lifecycle).length)
    return [{ container: app, node: ['lifecycle'], texts: null }];
  return gone.map((hook) => ({ container: app, node: ['lifecycle', hook], texts: null }));
}
