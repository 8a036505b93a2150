import { anyGlob } from '../files/discover/globs.js';
import type { Code, Severity } from '../model/finding.js';
import type { ListForm } from '../model/list-form.js';
import type { PathEnvironment, Placement, Settings } from '../model/settings.js';
import { tooCostly } from '../text/glob-limits.js';
import { parseGates, parseKubeVersion } from './kube-version.js';
import type { ConfigFile } from './read.js';

/** What the command line, or a caller of the API, asks for. Everything may be left out. */
export interface MigrateOptions {
  readonly unsafe?: boolean;
  readonly accept?: readonly string[];
  readonly sidecar?: readonly string[];
  readonly keep?: readonly string[];
  readonly placement?: Placement;
  readonly kubeVersion?: string;
  readonly featureGates?: readonly string[];
  readonly kind?: readonly string[];
  readonly includeGenerated?: boolean;
  readonly removeWorkarounds?: boolean;
  /** Versions of what runs in the cluster, as in the config. */
  readonly environment?: Readonly<Record<string, string>>;
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly message: string };

const DEFAULT_VERSION = '1.29';

/** Options and config in one: lists add up, of single values the command line's wins, then the nearest. */
export function settingsFrom(
  options: MigrateOptions,
  chain: readonly ConfigFile[],
): SettingsResult {
  const wrong = (message: string): SettingsResult => ({ ok: false, message });
  const gates = parseGates(options.featureGates ?? []);
  if (gates === null) return wrong('--feature-gates is written like SidecarContainers=true');
  const unfit = unfitOption(options);
  if (unfit !== null) return wrong(unfit);
  const version = versionOf(options, chain);
  const parsed = parseKubeVersion(version.text, gates);
  if (!parsed.ok) return wrong(`${version.source}: ${parsed.message}`);
  const environments = environmentsOf(options, chain, gates);
  if (typeof environments === 'string') return wrong(environments);
  const apart = chartApart(chain);
  if (apart !== null) return wrong(apart);
  const placement = options.placement ?? chain.find((c) => c.placement !== undefined)?.placement;
  return {
    ok: true,
    settings: {
      sidecars: globs('--sidecar', options.sidecar, chain, 'sidecar'),
      keeps: globs('--keep', options.keep, chain, 'keep'),
      unsafe: options.unsafe ?? false,
      accept: acceptedBy(options, chain),
      severities: severitiesOf(chain),
      placement: (placement ?? 'auto') as Placement,
      kubeMinor: parsed.minor,
      kubeSource: version.source,
      kinds: (options.kind ?? []).map((kind) => kind.toLowerCase()),
      customKinds: chain.flatMap(({ kinds = [] }) =>
        kinds.map(({ group = '', kind, podPath }) => ({ group, kind, podPath })),
      ),
      charts: chartsOf(chain),
      environment: environmentOf(options, chain),
      environments,
      removeWorkarounds: options.removeWorkarounds ?? false,
      includeGenerated: options.includeGenerated ?? chain.some((c) => c.includeGenerated === true),
    },
  };
}

/** What is wrong with the codes and globs of the command line, or null; the reader of the config looks at its own. */
function unfitOption({ accept = [], sidecar, keep }: MigrateOptions): string | null {
  const badCode = accept.find((code) => !isCode(code));
  if (badCode !== undefined)
    return `--accept takes codes such as SM206, not ${JSON.stringify(badCode)}`;
  for (const [option, own] of Object.entries({ sidecar, keep }))
    for (const glob of own ?? []) {
      const why = tooCostly(glob);
      if (why !== null) return `--${option} ${JSON.stringify(glob.slice(0, 80))} ${why}`;
    }
  return null;
}

function acceptedBy(
  { accept = [] }: MigrateOptions,
  chain: readonly ConfigFile[],
): Settings['accept'] {
  return [
    ...accept.filter(isCode).map((code) => ({ code, source: '--accept', reason: '' })),
    ...chain.flatMap((config) =>
      (config.accept ?? []).flatMap(({ code, reason }) =>
        isCode(code) ? [{ code, reason, source: config.path }] : [],
      ),
    ),
  ];
}

function chartsOf(chain: readonly ConfigFile[]): Settings['charts'] {
  return chain.flatMap(({ charts = [] }) =>
    charts.map(({ name, repo = '', from, to, shape, toShape }) => ({
      name,
      repo,
      from,
      to,
      shape: formOf(shape),
      toShape: formOf(toShape ?? shape),
    })),
  );
}

/** A chart whose two keys stand in different maps though only one of them says so, or null. */
function chartApart(chain: readonly ConfigFile[]): string | null {
  const apart = chain
    .flatMap(({ path, charts = [] }) => charts.map((chart) => ({ path, ...chart })))
    .find(({ from, to }) => parentOf(from) !== '' && parentOf(to) === '');
  if (apart === undefined) return null;
  const { path, from, to } = apart;
  return `${path}: charts: ${to} beside ${from} is relative to the root of the values; write ${parentOf(from)}${to} if it is in the same map`;
}

function isCode(text: string): text is Code {
  return /^SM\d{3}$/.test(text);
}

function formOf(shape: string | undefined): ListForm {
  return shape === 'map' || shape === 'text' ? shape : 'list';
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1);
}

function globs(
  source: string,
  given: readonly string[] | undefined,
  chain: readonly ConfigFile[],
  key: 'sidecar' | 'keep',
): Settings['sidecars'] {
  return [
    ...(given ?? []).map((text) => ({ text, source })),
    ...chain.flatMap((config) =>
      (config[key] ?? []).map((text) => ({ text, source: `${config.path}: ${key}` })),
    ),
  ];
}

/** The nearest config speaks last. */
function severitiesOf(chain: readonly ConfigFile[]): ReadonlyMap<Code, Severity> {
  const severities = new Map<Code, Severity>();
  for (const config of [...chain].reverse())
    for (const [code, severity] of Object.entries(config.severities ?? {}))
      if (isCode(code)) severities.set(code, severity as Severity);
  return severities;
}

function environmentOf(
  options: MigrateOptions,
  chain: readonly ConfigFile[],
): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  for (const config of [...chain].reverse())
    for (const [name, version] of Object.entries(config.environment ?? {}))
      environment.set(name.toLowerCase(), version);
  for (const [name, version] of Object.entries(options.environment ?? {}))
    environment.set(name.toLowerCase(), version);
  return environment;
}

/** The nearest config speaks last; a version on the command line is the one for every path. */
function environmentsOf(
  options: MigrateOptions,
  chain: readonly ConfigFile[],
  gates: ReadonlyMap<string, boolean>,
): Settings['environments'] | string {
  const all: PathEnvironment[] = [];
  for (const { path, environments = [] } of [...chain].reverse())
    for (const { paths: globs, environment } of environments) {
      const own = new Map(Object.entries(environment).map(([k, v]) => [k.toLowerCase(), v]));
      const version = options.kubeVersion === undefined ? own.get('kubernetes') : undefined;
      const parsed = version === undefined ? null : parseKubeVersion(version, gates);
      if (parsed?.ok === false) return `${path}: environments: ${parsed.message}`;
      all.push({
        globs,
        covers: anyGlob(globs) ?? (() => false),
        environment: own,
        kubeMinor: parsed?.minor ?? null,
      });
    }
  return all;
}

function versionOf(
  options: MigrateOptions,
  chain: readonly ConfigFile[],
): { readonly text: string; readonly source: string } {
  if (options.kubeVersion !== undefined)
    return { text: options.kubeVersion, source: '--kube-version' };
  for (const { environment, path } of chain)
    if (environment?.kubernetes !== undefined)
      return { text: environment.kubernetes, source: path };
  return { text: DEFAULT_VERSION, source: 'default' };
}
