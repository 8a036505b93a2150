import type { Rendered, Told } from './told.js';

/** What a run can be told in: what standard output gets, or a file. */
export const FORMATS = {
  diff: async (told) => (await import('./formats/diff.js')).renderDiffOf(told),
  json: async (told) => (await import('./formats/json.js')).renderReport(told),
  sarif: async (told) => (await import('./formats/sarif.js')).renderSarif(told),
  github: async (told) => (await import('./formats/github.js')).renderGithub(told),
  gitlab: async (told) => (await import('./formats/gitlab.js')).renderGitlab(told),
  rdjson: async (told) => (await import('./formats/rdjson.js')).renderRdjson(told),
  markdown: async (told) => (await import('./formats/markdown.js')).renderMarkdown(told),
  html: async (told) => (await import('./formats/html.js')).renderHtml(told),
} as const satisfies Readonly<Record<string, (told: Told) => Promise<Rendered>>>;

export type Format = keyof typeof FORMATS;
