import type { Selector, SelectorExpression } from '../../model/references.js';
import type { ValueMap } from '../../model/value.js';

/** Whether a selector takes an object with these labels. */
export function selects({ labels, expressions }: Selector, own: ValueMap): boolean {
  for (const key of Object.keys(labels))
    if (labelOf(own, key) !== String(labels[key])) return false;
  return expressions.every((expression) => holds(expression, labelOf(own, expression.key)));
}

function holds({ operator, values }: SelectorExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function labelOf(labels: ValueMap, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? String(labels[key]) : undefined;
}

/** Whether two objects may share a namespace: one that is not stated yet may become any. */
export function mayShare(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}
