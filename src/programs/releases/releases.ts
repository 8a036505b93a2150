import { ts } from 'ts-morph';
import { released, versionOf } from '../../helm/carriers/carrier.js';
import { carriersIn } from '../../helm/carriers/index.js';
import type { ChartReference } from '../../model/chart.js';
import type { Refusal } from '../../model/refusal.js';
import {
  isMap,
  listAt,
  type Path,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { CODE, isComputed } from '../evaluate/computed.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Origin } from '../syntax/modules.js';
import { originOf } from '../syntax/origins.js';
import type { Scope } from '../syntax/scope.js';

/** An object of a program that carries the values of a chart. */
export interface ProgramRelease {
  readonly node: ts.Node;
  readonly origin: Origin;
  /** `Helm`, `Chart`, `HelmRelease`. */
  readonly kind: string;
  readonly argument: ts.Expression;
  readonly value: ValueMap;
  /** From that object to the values. */
  readonly path: Path;
  readonly release: Release;
}

/** What one constructor or call of a program installs with Helm; empty where it is nothing of the kind. */
export function releasesOf(node: ts.Node, scope: Scope): readonly ProgramRelease[] {
  if (ts.isNewExpression(node)) {
    const origin = originOf(node.expression, scope);
    const form = origin === null ? null : formOf(origin);
    return origin === null || form === null ? [] : made(node, origin, form, node.arguments, scope);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const origin = [...scope.imports.values()].find(isEks);
  if (origin === undefined) return [];
  const form = CALLS.get(node.expression.name.text);
  return form === undefined ? [] : made(node, origin, form, node.arguments, scope);
}

/** How a constructor names what it installs. */
interface Form {
  readonly kind: string;
  /** Index of the argument with the values. */
  readonly at: number;
  readonly repo: Path;
  readonly names: readonly string[];
  /** `object`: what it says of itself tells. */
  readonly says: 'props' | 'object';
}

const HELM: Form = { kind: 'Helm', at: 2, repo: ['repo'], names: ['releaseName'], says: 'props' };
const EKS: Form = {
  kind: 'HelmChart',
  at: 2,
  repo: ['repository'],
  names: ['release'],
  says: 'props',
};
const OBJECT: Form = { kind: '', at: 2, repo: [], names: [], says: 'object' };

const CALLS: ReadonlyMap<string, Form> = new Map([
  ['addHelmChart', { ...EKS, at: 1 }],
  ['addManifest', { ...OBJECT, at: 1 }],
]);

function formOf({ framework, names }: Origin): Form | null {
  const last = names.at(-1) ?? '';
  switch (framework) {
    case 'core':
      return last === 'Helm' ? HELM : last === 'ApiObject' ? OBJECT : null;
    case 'eks':
      return last === 'HelmChart' ? EKS : null;
    case 'pulumi': {
      const version = names.includes('helm') ? names.find((name) => /^v\d/.test(name)) : undefined;
      if (version === undefined || (last !== 'Chart' && last !== 'Release')) return null;
      const repo =
        last === 'Chart' && version !== 'v4' ? ['fetchOpts', 'repo'] : ['repositoryOpts', 'repo'];
      return { kind: last, at: 1, repo, names: ['name'], says: 'props' };
    }
    case 'l1':
    case 'l2':
    case 'client-node':
    case 'models':
      return null;
  }
}

export function isEks({ framework, module, names }: Origin): boolean {
  if (framework !== 'eks') return false;
  return module !== 'aws-cdk-lib' || names.length === 0 || names[0] === 'aws_eks';
}

function made(
  node: ts.Node,
  origin: Origin,
  form: Form,
  given: readonly ts.Expression[] | undefined,
  scope: Scope,
): readonly ProgramRelease[] {
  const args = given ?? [];
  const own =
    form.says === 'object' && form.at === 1 ? args.slice(1) : args.slice(form.at, form.at + 1);
  const id = args[form.at - 1];
  const idText = id === undefined ? null : evaluate(id, scope);
  return own.flatMap((argument): readonly ProgramRelease[] => {
    const value = evaluate(argument, scope);
    if (!isMap(value) || isComputed(value)) return [];
    const base = { node, origin, argument, value };
    if (form.says === 'object')
      return carriersIn(value).map(({ path, release }) => ({
        ...base,
        kind: release.form,
        path,
        release: { ...release, readOnly: release.readOnly ?? computedChart(value, path) },
      }));
    const name = form.names.map((key) => textAt(value, [key])).find((text) => text !== undefined);
    const fallback = typeof idText === 'string' ? idText : '';
    return [
      {
        ...base,
        kind: form.kind,
        path: ['values'],
        release: releaseOf(value, form, name ?? fallback),
      },
    ];
  });
}

function releaseOf(value: ValueMap, form: Form, name: string): Release {
  const chart = textAt(value, ['chart']) ?? textAt(value, ['path']) ?? '';
  const isFolder = /^\.{0,2}\//.test(chart);
  const flags = listAt(value, ['helmFlags']);
  return {
    ...released('program', {}),
    name,
    namespace: textAt(value, ['namespace']) ?? '',
    chart: isFolder || chart === '' ? null : referenceTo(chart, value, form),
    folder: isFolder ? chart : null,
    layers: [
      ...filesOf(value),
      ...(flags.length > 0 && parametersIn(flags) === null ? ['helmFlags'] : []),
    ],
    parameters: parametersIn(flags) ?? [],
    readOnly: computedChart(value, []) ?? rewritten(value),
  };
}

/** `nginx`, `bitnami/nginx` of a repository that this machine knows, or an address. */
function referenceTo(chart: string, value: ValueMap, form: Form): ChartReference {
  const isUrl = chart.includes('://');
  const given = textAt(value, form.repo) ?? textAt(value, ['repo']) ?? '';
  const alias = !isUrl && chart.includes('/') ? chart.slice(0, chart.indexOf('/')) : '';
  return {
    name: chart.slice(chart.lastIndexOf('/') + 1),
    repo: isUrl ? chart : given === '' ? alias : given,
    version: versionOf(valueAt(value, ['version'])),
  };
}

/** `--set a.b=c` of `helmFlags`; null where they give values in another way. */
function parametersIn(flags: readonly Value[]): readonly string[] | null {
  const names: string[] = [];
  for (const [i, flag] of flags.entries()) {
    if (typeof flag !== 'string') return null;
    if (/^(?:-f|--values|--set-file|--post-renderer)\b/.test(flag)) return null;
    const inline = /^--set(?:-string|-json|-literal)?=(.*)$/.exec(flag)?.[1];
    const next = /^--set(?:-string|-json|-literal)?$/.test(flag) ? flags[i + 1] : inline;
    if (next === undefined) continue;
    if (typeof next !== 'string') return null;
    names.push(...next.split(',').flatMap((pair) => pair.split('=', 1)));
  }
  return names;
}

/** Values files that Pulumi reads beside. */
function filesOf(value: ValueMap): readonly string[] {
  const files = value.valueYamlFiles;
  return files === undefined ? [] : ['files (valueYamlFiles)'];
}

function computedChart(value: ValueMap, path: Path): Refusal | null {
  const source = path[0] === 'spec' ? valueAt(value, ['spec']) : value;
  for (const at of [
    ['chart'],
    ['path'],
    ['repo'],
    ['repository'],
    ['fetchOpts'],
    ['repositoryOpts'],
    ['chartAsset'],
    ['source'],
    ['sources'],
  ]) {
    const found = computedIn(valueAt(source, at));
    if (found === null) continue;
    return {
      message: `${at[0]} of the chart is computed (${found.replace(/\s+/g, ' ').slice(0, 60)}), so the chart is not known`,
      remedy:
        'write the name and the repository of the chart where it is installed, or move the container by hand',
    };
  }
  return null;
}

function computedIn(value: Value | undefined): string | null {
  if (!isMap(value)) return null;
  if (isComputed(value)) return String(value[CODE]);
  for (const inner of Object.entries(value)) {
    const found = inner[0] === 'helm' ? null : computedIn(inner[1]);
    if (found !== null) return found;
  }
  return null;
}

/** Code of the program that changes what the chart renders. */
function rewritten(value: ValueMap): Refusal | null {
  const key = [
    'transformations',
    'transforms',
    'postRenderer',
    'postrender',
    'skipTransformations',
  ].find((each) => JSON.stringify(value[each] ?? '').includes('ontainers'));
  if (key === undefined) return null;
  return {
    message: `${key} change containers of the rendered chart, and are not evaluated`,
    remedy: 'move the container by hand, and check that the code still finds its target',
  };
}
