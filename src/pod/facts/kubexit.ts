import type { Container } from '../../model/container.js';
import { listAt } from '../../model/value.js';
import { allText, envOf } from './scripts.js';

/** Whether a container runs under kubexit, or is told about it. */
export function usesKubexit(container: Container): boolean {
  return [...envOf(container).keys()].some(kubexitVariable) || words(container) > 0;
}

export function kubexitVariable(name: string): boolean {
  return name.startsWith('KUBEXIT_');
}

/** Whether kubexit is only the word before the command of a container. */
export function isPrefixed(container: Container): boolean {
  const [first, second] = listAt(container.value, ['command']);
  return (
    typeof first === 'string' &&
    /(?:^|\/)kubexit$/.test(first) &&
    typeof second === 'string' &&
    !second.startsWith('-') &&
    words(container) === 1
  );
}

function words(container: Container): number {
  return allText(container).match(/(?<![\w-])kubexit(?=[\s"']|$)/gm)?.length ?? 0;
}
