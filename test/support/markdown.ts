import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetched, run } from './fetched.js';

/** What a page is made of, as a Markdown parser sees it. */
export interface Token {
  readonly type: string;
  readonly content: string;
  readonly info: string;
  readonly attrs: readonly (readonly [string, string])[] | null;
  readonly children: readonly Token[] | null;
}

/** The real parsers of Markdown, with HTML and links on as forges have them, and of Mermaid. */
export interface MarkdownTools {
  readonly tokens: (text: string) => readonly Token[];
  /** Fails where the picture could not be drawn. */
  readonly parsePicture: (text: string) => Promise<unknown>;
}

const PACKAGES = ['markdown-it@14.3.3', 'mermaid@11.17.2', 'jsdom@26.1.0'];

/** null where they cannot be had. */
export async function markdownTools(): Promise<MarkdownTools | null> {
  const folder = fetched('markdown-14-mermaid-11', 'the parsers of Markdown and Mermaid', fill);
  if (folder === null) return null;
  const require = createRequire(join(folder, 'package.json'));
  const markdown = (require('markdown-it') as MarkdownIt)({ html: true, linkify: true });
  const { JSDOM } = require('jsdom') as Jsdom;
  const { window } = new JSDOM('<body></body>');
  Object.assign(globalThis, { window, document: window.document });
  const file = join(folder, 'node_modules', 'mermaid', 'dist', 'mermaid.esm.min.mjs');
  const { default: mermaid } = (await import(pathToFileURL(file).href)) as Mermaid;
  return {
    tokens: (text) => markdown.parse(text, {}),
    parsePicture: (text) => mermaid.parse(text),
  };
}

type MarkdownIt = (options: object) => { parse(text: string, env: object): readonly Token[] };

interface Jsdom {
  readonly JSDOM: new (html: string) => { readonly window: { readonly document: unknown } };
}

interface Mermaid {
  readonly default: { parse(text: string): Promise<unknown> };
}

function fill(folder: string): string {
  run('npm', ['init', '-y', '--silent'], folder);
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...PACKAGES];
  run('npm', npm, folder);
  return folder;
}
