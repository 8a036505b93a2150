import type { CST } from 'yaml';
import type { Comment } from './document.js';

/**
 * Every comment of a token tree. The composed document keeps comments on nodes, merged and without
 * their places; the tokens have each one as it stands.
 */
export function commentsOf(tokens: readonly CST.Token[]): readonly Comment[] {
  const comments: Comment[] = [];
  const pending: unknown[] = [];
  // One by one: as arguments of a call hundreds of thousands of them would not fit the stack.
  const add = (parts: readonly unknown[]): void => {
    for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i]);
  };
  add(tokens);
  while (pending.length > 0) {
    const token = pending.pop();
    if (Array.isArray(token)) add(token);
    else if (isToken(token)) {
      if (token.type === 'comment' && typeof token.source === 'string')
        comments.push({ text: token.source.slice(1), offset: token.offset });
      else add(childrenOf(token));
    }
  }
  return comments;
}

interface AnyToken {
  readonly type?: string;
  readonly source?: string;
  readonly offset: number;
  readonly [part: string]: unknown;
}

/** In the order in which they stand in the text. */
const PARTS = ['start', 'props', 'key', 'sep', 'value', 'items', 'end'] as const;

function childrenOf(token: AnyToken): unknown[] {
  const parts: unknown[] = [];
  for (const part of PARTS) {
    const child = token[part];
    if (typeof child === 'object' && child !== null) parts.push(child);
  }
  return parts;
}

function isToken(value: unknown): value is AnyToken {
  return typeof value === 'object' && value !== null;
}
