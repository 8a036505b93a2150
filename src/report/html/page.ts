import { text as SCRIPT } from 'browser:main.js';
import { text as STYLE } from 'browser:page.css';
import { createHash } from 'node:crypto';
import { HOME } from '../links.js';
import type { RunMeta } from '../meta.js';
import type { PageData } from './data.js';
import { asHtml, asScriptJson } from './escape.js';

/** Nothing is loaded, sent or run but the style and the script of the page itself, by their hashes. */
const POLICY = [
  "default-src 'none'",
  `script-src '${hashOf(SCRIPT)}'`,
  `style-src '${hashOf(STYLE)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const KEYS = [
  ['j', 'next pod'],
  ['k', 'previous pod'],
  ['Enter', 'open or close the pod'],
  ['/', 'search'],
  ['Escape', 'back to the list'],
] as const;

/** The page around its data: one file that needs nothing else. */
export function pageOf(data: PageData, { version, kubeMinor, verdict }: RunMeta): string {
  const keys = KEYS.map(([key, what]) => `<kbd>${asHtml(key)}</kbd> ${asHtml(what)}`).join(' · ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${asHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Native sidecars: ${asHtml(verdict)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${asHtml(verdict)}</h1>
<p>Made by <a href="${HOME}" rel="noopener noreferrer">sidecar-migrate</a> ${asHtml(version)} for Kubernetes 1.${kubeMinor} and newer.</p>
<noscript><p>This page needs JavaScript to show its pods; <code>--format markdown</code> does not.</p></noscript>
</header>
<section id="filters" aria-label="Filters"></section>
<p id="keys">${keys}</p>
<section id="questions" aria-label="Decisions"></section>
<main id="pods" aria-label="Pods"></main>
<section id="aside" aria-label="Not read or not edited"></section>
<section id="command" aria-label="Command" hidden></section>
<script type="application/json" id="data">${asScriptJson(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
