import { expect } from 'vitest';
import type { MigrateOptions } from '../../src/config/settings.js';
import { migrate } from '../../src/index.js';
import { untrueEffects } from './effects.js';
import { decided } from './pods.js';

export interface Case {
  readonly code: string;
  /** With everything that the rule looks for. */
  readonly fires: Files;
  /** `kept`: the reason why the pod stays; `note`: said once a run. */
  readonly severity: 'block' | 'warn' | 'info' | 'kept' | 'note';
  readonly options?: MigrateOptions;
  /** The detail that matters taken away, or the nearest thing that is fine. */
  readonly misses: readonly (readonly [why: string, files: Files, options?: MigrateOptions])[];
}

export type Files = Readonly<Record<string, string>>;

export interface Shape {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly app?: string;
  readonly sidecar?: string;
  readonly spec?: string;
  readonly metadata?: string;
  readonly template?: string;
  readonly own?: string;
}

/** A Deployment of an application and a log agent, with more of whatever a rule looks at. */
export function files(shape: Shape, more: Files = {}): Files {
  const {
    kind = 'Deployment',
    apiVersion = 'apps/v1',
    app = '',
    sidecar = '',
    spec = '',
    metadata = '',
    template = '',
    own = '',
  } = shape;
  const workload = `apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: shop${metadata}}
spec:
${own}  template:
    metadata: {labels: {app: shop}${template}}
    spec:
${spec}      containers:
      - {name: web, image: "registry.example.com/web:1"${app}}
      - {name: agent, image: "fluent/fluent-bit:3"${sidecar}}
`;
  return { 'app.yaml': workload, ...more };
}

/** Everything that is said of some files, as code and severity, and whether a sidecar is among them. */
export async function saidOf(
  input: Files,
  options: MigrateOptions = {},
): Promise<{ readonly said: readonly string[]; readonly moves: boolean }> {
  const outcome = await migrate(new Map(Object.entries(input)), { unsafe: true, ...options });
  expect(untrueEffects(outcome)).toEqual([]);
  const [decision] = outcome.decisions;
  const findings = decision?.containers.flatMap((entry) => entry.findings) ?? [];
  const kept = /\((SM\d{3})\)$/.exec(decision?.reason ?? '')?.[1];
  const moves = decision?.containers.some(
    ({ role, state }) => role?.verdict === 'sure' || state === 'native' || state === 'init',
  );
  return {
    said: [
      ...findings.map(({ code, severity }) => `${code} ${severity}`),
      ...(decision?.state === 'unchanged' && kept !== undefined ? [`${kept} kept`] : []),
      ...outcome.notes.map(({ code }) => `${code} note`),
    ],
    moves: moves === true,
  };
}

/** The code is there with everything that it looks for, and gone without any one part of it. */
export async function holds({ code, severity, fires, options, misses }: Case): Promise<void> {
  expect((await saidOf(fires, options)).said).toContain(`${code} ${severity}`);
  const { pod } = await decided(fires, options);
  const own = pod.containers.filter(({ container }) => container.kind === 'container');
  const blocks = own.some((entry) => entry.findings.some((each) => each.severity === 'block'));
  expect(pod.state === 'blocked').toBe(blocks);
  for (const finding of pod.containers.flatMap(({ findings }) => findings)) {
    expect(finding.message.length).toBeGreaterThan(10);
    expect(finding.remedy).not.toBe('');
  }
  for (const [why, near, other] of misses)
    expect((await saidOf(near, other ?? options)).said, why).not.toContain(`${code} ${severity}`);
}
