import { expect } from 'vitest';
import type { MigrateOptions } from '../../src/config/settings.js';
import { decided } from './pods.js';

export interface Case {
  readonly code: string;
  /** With everything that the rule looks for. */
  readonly fires: Files;
  readonly severity: 'block' | 'warn' | 'info';
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

/** The code is there with everything that it looks for, and gone without any one part of it. */
export async function holds({ code, severity, fires, options, misses }: Case): Promise<void> {
  const hit = await decided(fires, options);
  expect(hit.codes).toContain(`${code} ${severity}`);
  expect(hit.pod.state === 'refused').toBe(
    severity === 'block' || hit.codes.some((c) => c.endsWith('block')),
  );
  for (const finding of hit.pod.containers.flatMap(({ findings }) => findings)) {
    expect(finding.message.length).toBeGreaterThan(10);
    expect(finding.remedy).not.toBe('');
  }
  for (const [why, near, own] of misses)
    expect((await decided(near, own ?? options)).codes, why).not.toContain(`${code} ${severity}`);
}
