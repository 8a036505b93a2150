import type { YAMLParseError } from 'yaml';
import { EndlessAlias } from './to-value.js';

/** Why a document cannot be read, and what to do. */
export interface Unreadable {
  /** Its text is no YAML, it has no value, or it is meant to be something else. */
  readonly why: 'syntax' | 'value' | 'foreign';
  /** In the document. */
  readonly offset: number;
  readonly message: string;
  readonly remedy: string;
}

const REPAIR = 'correct the document; others in the file are not affected';

/** What a parser found. */
export function unreadable({ code, message, pos }: YAMLParseError): Unreadable {
  const at = { why: 'syntax' as const, offset: pos[0] };
  if (code === 'DUPLICATE_KEY')
    return {
      ...at,
      message:
        'the same key is there twice in one mapping, and parsers disagree on which one counts',
      remedy: 'remove one of the two',
    };
  return { ...at, message: wordsOf(message), remedy: REPAIR };
}

/** The parser's words without its place, which is said in ours. */
function wordsOf(message: string): string {
  const words = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  return words.replace(/^Missing closing (["'])quote$/, 'a quote ($1) is never closed');
}

/** What `yaml` throws for: merges of what is no map, alias bombs (ReferenceError) and nesting beyond the stack (RangeError). */
export function unvalued(error: unknown, text: string): Unreadable {
  const because = (message: string, offset = 0, remedy = REPAIR): Unreadable => ({
    why: 'value',
    offset: Math.max(offset, 0),
    message,
    remedy,
  });
  if (error instanceof RangeError)
    return because('nested too deeply to be read', 0, 'leave it out with --exclude');
  if (error instanceof EndlessAlias)
    return because(`${error.message}: it would be endless`, error.offset);
  // `yaml` says so when it makes values, not when it reads (YAML 1.1, merge key type).
  if (error instanceof Error && error.message.startsWith('Merge sources must be maps'))
    return because(
      'a merge key (<<) refers to something that is not a map, or that comes later',
      text.indexOf('<<'),
    );
  if (!(error instanceof ReferenceError)) throw error;
  const alias = /Unresolved alias[^:]{0,300}: (\S{1,1000})$/.exec(error.message)?.[1];
  if (alias !== undefined)
    return because(`the alias *${alias} has no anchor above it`, text.indexOf(`*${alias}`));
  return because(
    'its aliases expand beyond any real manifest (an alias bomb)',
    0,
    'write the aliases out, or leave the file out with --exclude',
  );
}
