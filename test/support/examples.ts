import { expect } from 'vitest';
import { parse } from 'yaml';
import type { MigrateOptions } from '../../src/config/settings.js';
import type { Rule } from '../../src/rules/define.js';
import { type Files, files, type Shape, saidOf } from './cases.js';

/** Whole files with the example of a rule in them, and the options of the run. */
export interface Framed {
  readonly files: Files;
  readonly options?: MigrateOptions;
}

/** Where the example of a rule stands: its text, before or after, in whole files. */
export type Frame = (text: string) => Framed;

/** More fields of a container that is written in braces. */
export function fields(text: string): string {
  return Object.entries((parse(text) as object | null) ?? {})
    .map(([key, value]) => `, ${key}: ${JSON.stringify(value)}`)
    .join('');
}

/** Fields of the sidecar, beside those of the shape. */
export const ofSidecar =
  (shape: Shape = {}): Frame =>
  (text) => ({ files: files({ ...shape, sidecar: `${shape.sidecar ?? ''}${fields(text)}` }) });

/** Fields of the application. */
export const ofApp =
  (shape: Shape = {}): Frame =>
  (text) => ({ files: files({ ...shape, app: `${shape.app ?? ''}${fields(text)}` }) });

/** Fields of the pod template's metadata. */
export const ofTemplate =
  (shape: Shape = {}): Frame =>
  (text) => ({ files: files({ ...shape, template: fields(text) }) });

/** Fields of the pod spec. */
export const ofSpec =
  (shape: Shape = {}): Frame =>
  (text) => ({ files: files({ ...shape, spec: `${indented(6, text)}\n${shape.spec ?? ''}` }) });

/** Lists of containers: what they do not say of each is filled in, and `web` where no application is among them. */
export const ofLists =
  (filled: Readonly<Record<string, object>> = {}): Frame =>
  (text) => {
    const spec = (parse(text) ?? {}) as Readonly<
      Record<string, readonly { readonly name: string }[]>
    >;
    const fill = (list: readonly { readonly name: string }[] = []): readonly object[] =>
      list.map((each) => ({
        ...(each.name === 'proxy' ? { image: SQL_PROXY } : { image: `${REGISTRY}/${each.name}:1` }),
        ...filled[each.name],
        ...each,
      }));
    const own = spec.containers ?? [];
    const lacking = APPS.slice(0, own.length === 0 ? 2 : 1).filter(
      () => !own.some(({ name }) => name === 'app'),
    );
    const template = {
      metadata: { labels: { app: 'shop' } },
      spec: {
        initContainers: fill(spec.initContainers),
        containers: fill([...lacking, ...own]),
      },
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop' },
      spec: { template },
    };
    return { files: { 'app.yaml': `${JSON.stringify(deployment, null, 2)}\n` } };
  };

const REGISTRY = 'registry.example.com';
export const SQL_PROXY = 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2';
const APPS = [{ name: 'web' }, { name: 'api' }];

/** Options of the command line, or versions as the config has them. */
export const underOptions =
  (from: Files): Frame =>
  (text) => ({ files: from, options: optionsIn(text) });

function optionsIn(text: string): MigrateOptions {
  if (!text.startsWith('--')) return parse(text) as MigrateOptions;
  const words = new Map([...text.matchAll(/--(\S+) (\S+)/g)].map(([, key, value]) => [key, value]));
  const kubeVersion = words.get('kube-version');
  const gate = words.get('feature-gates');
  return {
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    ...(gate === undefined ? {} : { featureGates: [gate] }),
  };
}

/** Under these options. */
export const under =
  (options: MigrateOptions, frame: Frame): Frame =>
  (text) => ({ ...frame(text), options });

/** With another image, and maybe another name, for the sidecar. */
export const withSidecar =
  (image: string, frame: Frame, name = 'agent'): Frame =>
  (text) => {
    const framed = frame(text);
    const all = Object.entries(framed.files).map(([path, own]) => [
      path,
      own.replace('name: agent, image: "fluent/fluent-bit:3"', `name: ${name}, image: "${image}"`),
    ]);
    return { ...framed, files: Object.fromEntries(all) as Files };
  };

/** The same for a file beside the pod that names a container `proxy`. */
export const beside = (path: string, frame: (text: string) => string): Frame =>
  withSidecar(SQL_PROXY, (text) => ({ files: files({}, { [path]: frame(text) }) }), 'proxy');

export function indented(columns: number, text: string): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(columns));
}

/** What the rule says of its example before, at its worst, it no longer says of the one after. */
export async function isTrue({ code, before, after }: Rule, frame: Frame): Promise<void> {
  const severitiesOf = async (text: string): Promise<readonly string[]> => {
    const framed = frame(text);
    const { said } = await saidOf(framed.files, framed.options);
    return said.filter((each) => each.startsWith(code)).map((each) => each.slice(code.length + 1));
  };
  const found = await severitiesOf(before ?? '');
  const worst = ['block', 'warn', 'kept', 'info', 'note'].find((each) => found.includes(each));
  expect(worst, `${code} of its example`).not.toBe(undefined);
  if (after !== undefined) expect(await severitiesOf(after), 'after').not.toContain(worst);
}
