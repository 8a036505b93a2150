import fc from 'fast-check';

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly args?: readonly string[];
}

export const KINDS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'] as const;

export interface AppPlan {
  readonly kind: (typeof KINDS)[number];
  readonly inits: number;
  /** Each is put at this index, or the end. */
  readonly sidecars: readonly { readonly image: string; readonly at: number }[];
  readonly mains: number;
  readonly indentless: boolean;
  /** Whether a selector of labels finds it. */
  readonly labelled: boolean;
}

/** Known to the catalogue by their images: each is a sidecar for sure. */
export const SIDECARS = [
  'fluent/fluent-bit:3',
  'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1',
  'envoyproxy/envoy:v1.31.0',
];

export const appPlans: fc.Arbitrary<AppPlan> = fc.record({
  kind: fc.constantFrom(...KINDS),
  inits: fc.nat(2),
  sidecars: fc.uniqueArray(fc.record({ image: fc.constantFrom(...SIDECARS), at: fc.nat(3) }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ image }) => image,
  }),
  mains: fc.constantFrom(1, 1, 2),
  indentless: fc.boolean(),
  labelled: fc.boolean(),
});

/** A workload as its base has it, or as some patches have left it. */
export interface App {
  readonly kind: AppPlan['kind'];
  readonly name: string;
  readonly index: number;
  readonly containers: readonly Container[];
  readonly inits: readonly Container[];
  readonly labelled: boolean;
  /** Keys from the object to its pod spec. */
  readonly path: readonly string[];
}

/** Containers of different workloads have different names: a move is told apart by them. */
export function appOf(plan: AppPlan, index: number, id: string): App {
  const containers: Container[] = Array.from({ length: plan.mains }, (_, i) => ({
    name: `main${i}-${index}`,
    image: `registry.example.com/main:1.${i}`,
  }));
  for (const [i, { image, at }] of plan.sidecars.entries())
    containers.splice(at, 0, {
      name: `agent${i}-${index}`,
      image,
      env: [{ name: 'AT', value: `${at}` }],
    });
  return {
    kind: plan.kind,
    name: `app${index}-${id}`,
    index,
    containers,
    inits: Array.from({ length: plan.inits }, (_, i) => ({
      name: `init${i}`,
      image: `registry.example.com/init:1.${i}`,
    })),
    labelled: plan.labelled,
    path:
      plan.kind === 'CronJob'
        ? ['spec', 'jobTemplate', 'spec', 'template', 'spec']
        : ['spec', 'template', 'spec'],
  };
}

export function isJob({ kind }: App): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

function isMain({ name }: Container): boolean {
  return name.startsWith('main');
}

/** Without its last application there would be no pod. */
export function isLastMain(container: Container, { containers }: App): boolean {
  return isMain(container) && containers.filter(isMain).length === 1;
}

export function objectOf(app: App): object {
  const { kind, name, containers, inits, labelled } = app;
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: {
      ...(isJob(app) ? { restartPolicy: 'Never' } : {}),
      ...(inits.length > 0 ? { initContainers: inits } : {}),
      containers,
    },
  };
  const metadata = labelled ? { name, labels: { tier: 'back' } } : { name };
  switch (kind) {
    case 'Deployment':
      return {
        apiVersion: 'apps/v1',
        kind,
        metadata,
        spec: { selector: { matchLabels: labels }, template },
      };
    case 'StatefulSet':
      return {
        apiVersion: 'apps/v1',
        kind,
        metadata,
        spec: { serviceName: name, selector: { matchLabels: labels }, template },
      };
    case 'Job':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { template } };
    case 'CronJob':
      return {
        apiVersion: 'batch/v1',
        kind,
        metadata,
        spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
      };
  }
}
