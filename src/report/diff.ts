import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { ChangedFile } from '../model/outcome.js';

/** A unified diff that `git apply` takes, file after file. */
export function renderDiff(
  files: readonly Pick<ChangedFile, 'path' | 'before' | 'after'>[],
): string {
  return files
    .map(({ path, before, after }) =>
      createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    )
    .join('');
}
