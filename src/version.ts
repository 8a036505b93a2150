import { createRequire } from 'node:module';

/** Of the package that this file belongs to. */
export const VERSION: string = (
  createRequire(import.meta.url)('../../package.json') as { readonly version: string }
).version;
