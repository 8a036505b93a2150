import type { Container } from '../../../model/container.js';

export type Category =
  | 'mesh-proxy'
  | 'traffic-proxy'
  | 'database-proxy'
  | 'log-agent'
  | 'exporter'
  | 'metrics-agent'
  | 'secret-agent'
  | 'auth-proxy'
  | 'reloader'
  | 'tracing-agent'
  | 'tunnel'
  | 'docker-in-docker'
  | 'csi-helper'
  | 'operator-helper'
  | 'backup'
  | 'local-server'
  | 'dns-resolver'
  | 'file-system-mount'
  | 'backing-store';

/**
 * What a dual family is beside a container that no family knows, if nothing else is to be seen of
 * the two. `sure`: nobody runs it for its own sake there. `intake`: the same, unless it takes in what
 * others send and the other container serves nothing. `front`: only where the other container serves
 * something or does the work of a Job, and nothing outside asks this one. `never`: only a relation
 * between the two tells.
 */
export type Presence = 'sure' | 'intake' | 'front' | 'never';

/** What containers of a family are in a pod. */
export type Nature =
  /** Only ever beside something else. */
  | { readonly kind: 'helper' }
  /** People run it beside an application, and for its own sake. */
  | { readonly kind: 'dual'; readonly presence: Presence }
  /** A database, a broker, or a double of a service: a sidecar only of what asks it on localhost. */
  | { readonly kind: 'store'; readonly ports: readonly number[] };

/**
 * What a command line makes of a family. `runs`: what the family is known for. `ends`: work that is
 * meant to finish. `stores`: a server for those that ask it on localhost, where it answers by
 * default. `other`: something else than what the family is known for.
 */
export type Becomes = 'runs' | 'ends' | 'stores' | 'other';

/** What a command line or the environment says. Every part that is given has to hold. */
export interface Mode {
  readonly becomes: Becomes;
  /** The sub-command is one of these: one word, or two with a space. */
  readonly sub?: readonly string[];
  /** One of these options is given, without its dashes, and is not switched off. */
  readonly flag?: readonly string[];
  /** One of these texts is a whole word of the command line. */
  readonly word?: readonly string[];
  /** A variable of the container has such a value. */
  readonly env?: readonly [name: string, value: RegExp];
}

/** One family of images that people run beside something else. */
export interface Family {
  readonly id: string;
  readonly category: Category;
  readonly nature: Nature;
  /** The end of the repository path: `istio/proxyv2` or `kube-rbac-proxy`. */
  readonly images: readonly string[];
  /** Endings of an image's name that only this family has: `gcp` for `fluentd-gcp`. */
  readonly suffixes: readonly string[];
  /** Container names that say the same under an image that nobody knows. */
  readonly names: readonly string[];
  /** Where it says that this runs beside an application. */
  readonly source: string;
  /** What it is started by; the first is the entry point of its images. */
  readonly programs: readonly string[];
  /** The first that fits holds. */
  readonly modes: readonly Mode[];
  /** What it is if no mode fits. */
  readonly otherwise: Becomes;
  /** What it is without any argument, where that is not the same. */
  readonly bare: Becomes | null;
  /** Where its images listen for what comes from outside unless they are told otherwise. */
  readonly listens: readonly number[];
  /** Where it answers what runs beside it unless it is told otherwise. */
  readonly answers: readonly number[];
  /** What else must hold of an image that several things share. */
  readonly when?: (container: Container) => boolean;
}

/** What a row may say beyond the usual. */
export type Details = Partial<
  Pick<
    Family,
    | 'nature'
    | 'suffixes'
    | 'programs'
    | 'modes'
    | 'otherwise'
    | 'bare'
    | 'listens'
    | 'answers'
    | 'when'
  >
>;

/** A category's families, written as rows: id, images, names, source, and what is not usual. */
export type Row = readonly [
  id: string,
  images: readonly string[],
  names: readonly string[],
  source: string,
  details?: Details,
];

const HELPER: Nature = { kind: 'helper' };

export function dual(presence: Presence): Nature {
  return { kind: 'dual', presence };
}

export function families(
  category: Category,
  rows: readonly Row[],
  nature: Nature = HELPER,
): readonly Family[] {
  return rows.map(([id, images, names, source, details]) => ({
    id,
    category,
    nature,
    images,
    suffixes: [],
    names,
    source,
    programs: [id],
    modes: [],
    otherwise: 'runs',
    bare: null,
    listens: [],
    answers: [],
    ...details,
  }));
}

/** Sub-commands that come to an end. */
export function endsBy(...sub: readonly string[]): Mode {
  return { becomes: 'ends', sub };
}

/** Options that make it end. */
export function endsWith(...flag: readonly string[]): Mode {
  return { becomes: 'ends', flag };
}

export const TRUE = /^(?:1|t|true|y|yes|on)$/i;
