import ignore, { type Ignore } from 'ignore';
import type { Provenance } from '../../model/source.js';
import { isProgram } from '../scan/program.js';

/** Reads a file near the one in question, by its printed path; null where there is none. */
export type Peek = (path: string) => string | null;

const VENDORED = /(?:^|\/)(vendor|third_party|third-party)\//;

/** Why a file at this path is not its owner's to edit: vendored, marked for Linguist, synthesised. */
export function provenanceByPath(path: string, peek: Peek): Provenance | null {
  const vendored = VENDORED.exec(path);
  if (vendored !== null)
    return { kind: 'vendored', why: `in a ${vendored[1]} folder`, origin: null };
  return (
    vendoredChart(path, peek) ??
    inflated(path, peek) ??
    attributed(path, peek) ??
    synthesised(path, peek) ??
    (isProgram(path) ? built(path, peek) : null)
  );
}

const OUTPUT = /(?:^|\/)(dist|build|out|lib-cov|cdk\.out|node_modules|imports)\//;

/** What a compiler, a bundler or `cdk8s import` has written. */
function built(path: string, peek: Peek): Provenance | null {
  const folder = OUTPUT.exec(path)?.[1];
  if (folder === 'node_modules')
    return { kind: 'vendored', why: 'in a node_modules folder', origin: null };
  if (folder !== undefined)
    return { kind: 'generated', why: `in a folder named ${folder}`, origin: null };
  const source = path.replace(/\.([cm]?)js(x?)$/i, '.$1ts$2');
  if (source === path || peek(source) === null) return null;
  return { kind: 'generated', why: `compiled from ${source}`, origin: source };
}

const CHART_BELOW = /(?:^|\/)charts\/([^/]+)\//g;

/**
 * `charts/` holds copies of the charts that a repository has, and charts that live nowhere else
 * (helm.sh/docs/helm/helm_dependency: those without a repository, or with `file://`).
 */
function vendoredChart(path: string, peek: Peek): Provenance | null {
  for (const match of path.matchAll(CHART_BELOW)) {
    const owner = path.slice(0, match.index + (match[0].startsWith('/') ? 1 : 0));
    const folder = match[1] ?? '';
    const key = remoteKey(owner, folder, peek);
    if (key !== null)
      return {
        kind: 'vendored',
        why: `a chart vendored into ${owner}charts/`,
        origin: `${owner}values.yaml, under ${key}`,
      };
  }
  return null;
}

/** The key that the values of a dependency stand under, where it comes from a repository. */
function remoteKey(owner: string, folder: string, peek: Peek): string | null {
  const name = /^name:[ \t]*["']?([\w.-]+)/m.exec(
    peek(`${owner}charts/${folder}/Chart.yaml`) ?? '',
  );
  const names = [folder, name?.[1] ?? folder];
  for (const file of ['Chart.yaml', 'requirements.yaml', 'Chart.lock', 'requirements.lock'])
    for (const row of dependenciesIn(peek(`${owner}${file}`) ?? ''))
      if (names.includes(row.name) && isRemote(row.repository)) return row.alias || row.name;
  return null;
}

function isRemote(repository: string): boolean {
  return repository !== '' && !repository.startsWith('file:');
}

interface Row {
  readonly name: string;
  readonly alias: string;
  readonly repository: string;
}

/** The rows of `dependencies`, by their lines: this is asked of files that nobody may parse at all. */
function dependenciesIn(text: string): readonly Row[] {
  const key = /^dependencies:[ \t]*\r?\n/m.exec(text);
  const rest = key === null ? '' : text.slice(key.index + key[0].length);
  // The next line that is no item, no comment and not empty is the next key.
  const end = rest.search(/^[^\s#-]/m);
  return (end < 0 ? rest : rest.slice(0, end))
    .split(/^[ \t]*- /m)
    .slice(1)
    .map((row) => {
      const field = (key: string): string =>
        new RegExp(`(?:^|[{,\\s])${key}:[ \\t]*["']?([^"'\\s,}#]*)`).exec(row)?.[1] ?? '';
      return { name: field('name'), alias: field('alias'), repository: field('repository') };
    });
}

/** Charts that kustomize fetches stay where `helmGlobals.chartHome` says, by default in `charts`. */
function inflated(path: string, peek: Peek): Provenance | null {
  for (const folder of foldersOf(path)) {
    const text = peek(`${folder}kustomization.yaml`);
    if (text === null || !text.includes('helmCharts:')) continue;
    const home = /^ +chartHome:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1] ?? 'charts';
    const below = `${folder}${home.replace(/^\.\/|\/$/g, '')}/`;
    if (!path.startsWith(below)) continue;
    const name = path.slice(below.length).split('/')[0] ?? '';
    const fetched = text
      .slice(text.indexOf('helmCharts:'))
      .split(/^[ \t]*- /m)
      .some((row) => isFetched(row, name));
    if (fetched)
      return {
        kind: 'vendored',
        why: `a chart that kustomize fetches into ${below}`,
        origin: `${folder}kustomization.yaml`,
      };
  }
  return null;
}

/** `name`, or `name-1.2.3`: newer versions of kustomize keep the version. */
function isFetched(row: string, folder: string): boolean {
  const name = /(?:^|\s)name:[ \t]*["']?([\w.-]+)/.exec(row)?.[1];
  if (name === undefined || !/(?:^|\s)repo:[ \t]*\S/.test(row)) return false;
  return folder === name || folder.startsWith(`${name}-`);
}

const ATTRIBUTE = /^(-?)linguist-(generated|vendored)(?:=(\w+))?$/;

function attributed(path: string, peek: Peek): Provenance | null {
  for (const folder of foldersOf(path).reverse()) {
    const text = peek(`${folder}.gitattributes`);
    if (text === null || !text.includes('linguist-')) continue;
    const own = path.slice(folder.length);
    let found: Provenance | null = null;
    for (const line of text.split(/\r?\n/)) {
      const [pattern, ...attributes] = line.trim().split(/\s+/);
      if (pattern === undefined || pattern === '' || pattern.startsWith('#')) continue;
      for (const attribute of attributes) {
        const match = ATTRIBUTE.exec(attribute);
        if (match === null || !matcher(pattern).ignores(own)) continue;
        const off = match[1] === '-' || match[3] === 'false' || match[3] === 'unset';
        const why = `${folder}.gitattributes says linguist-${match[2]}`;
        found = off
          ? null
          : { kind: match[2] === 'vendored' ? 'vendored' : 'generated', why, origin: null };
      }
    }
    if (found !== null) return found;
  }
  return null;
}

function matcher(pattern: string): Ignore {
  return ignore().add(pattern);
}

function synthesised(path: string, peek: Peek): Provenance | null {
  for (const folder of foldersOf(path)) {
    const text = peek(`${folder}cdk8s.yaml`);
    if (text === null) continue;
    const output = /^output:\s*["']?([^"'\s#]+)/m.exec(text)?.[1] ?? 'dist';
    if (!path.startsWith(`${folder}${output.replace(/^\.\/|\/$/g, '')}/`)) continue;
    const app = /^app:[ \t]*(\S[^\n]*)/m.exec(text)?.[1]?.trim();
    return {
      kind: 'generated',
      why: `output of cdk8s (${folder}cdk8s.yaml)`,
      origin: app === undefined ? `the cdk8s app in ${folder || '.'}` : `the cdk8s app: ${app}`,
    };
  }
  return null;
}

/** The folders above a path, outermost first, each with a `/` at its end. */
function foldersOf(path: string): string[] {
  const folders = [''];
  for (let i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1))
    folders.push(path.slice(0, i + 1));
  return folders;
}

const SOURCE = /^# Source: (\S{1,999}\/templates\/\S{1,999})[ \t]{0,99}\r?$/m;
const MARKS = [
  /\bDO NOT EDIT\b/,
  /^#?\s*@generated\b/,
  /\b[Cc]ode generated\b/,
  /\b(?:[Aa]uto-?generated|[Gg]enerated)\b.{0,200}\b(?:by|from|with|using)\b/,
  /\bThis file (?:is|was) (?:auto-?)?generated\b/i,
];

const COMMENT = /^\uFEFF?\s*#(.*)$/;
const PROGRAM_COMMENT = /^\uFEFF?\s*(?:\/\/|\/?\*)(.*)$/;

/** What the comments at the top of a file say of it. */
export function provenanceByText(text: string, path = ''): Provenance | null {
  const pattern = isProgram(path) ? PROGRAM_COMMENT : COMMENT;
  const source = SOURCE.exec(text);
  if (source !== null)
    return { kind: 'generated', why: 'output of helm template', origin: source[1] ?? null };
  const lines = text.slice(0, 8192).split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    const comment = pattern.exec(line)?.[1];
    if (comment === undefined) {
      if (/^\uFEFF?\s*(?:---.*|%.*)?$/.test(line)) continue;
      return null;
    }
    if (!MARKS.some((mark) => mark.test(comment))) continue;
    const by = /\b(?:by|from|with)\s+["'`]?([^\s"'`,;]+)/.exec(comment)?.[1]?.replace(/[.:]$/, '');
    return { kind: 'generated', why: `marked as generated on line ${i + 1}`, origin: by ?? null };
  }
  return null;
}
