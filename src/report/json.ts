import type { Finding } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import type { ContainerDecision, PodDecision } from '../model/plan.js';
import type { Place, Problem } from '../model/source.js';
import type { TemplateSidecar } from '../model/templates.js';
import { type Cause, causesOf } from './digest.js';
import { printableJson } from './escape.js';
import type { RunMeta } from './meta.js';

/** The report as JSON; its shape is published in schemas/report.schema.json. */
export async function renderJson(outcome: Outcome, meta: RunMeta): Promise<string> {
  const causes = await causesOf(outcome);
  const report = {
    version: 1,
    tool: { name: 'sidecar-migrate', version: meta.version },
    target: {
      kubernetes: `1.${meta.kubeMinor}`,
      source: meta.kubeSource,
      paths: meta.kubePaths.map(({ globs, minor }) => ({ globs, kubernetes: `1.${minor}` })),
    },
    verdict: meta.verdict,
    counts: outcome.counts,
    causes: causes.map(causeJson),
    pods: outcome.decisions.map(podJson),
    changes: outcome.proven.map(({ change, edits }) => ({
      id: change.id,
      pods: change.pods,
      operations: change.operations,
      edits: [...edits].flatMap(([path, own]) => own.map((edit) => ({ path, ...edit }))),
    })),
    files: outcome.files.map(({ path, changes, removedComments, staleComments }) => ({
      path,
      changes,
      removedComments,
      staleComments,
      ...(meta.written === undefined ? {} : { written: meta.written.has(path) }),
    })),
    problems: outcome.problems.map(problemJson),
    failures: outcome.failures.map(({ change, path, message }) => ({
      change: change.id,
      path,
      message,
    })),
    proofs: outcome.proofs,
    templates: outcome.templates.map(({ path, chart, sidecars, diff, tests }) => ({
      path,
      chart,
      sidecars: sidecars.map(templateSidecarJson),
      diff,
      tests,
    })),
    notes: outcome.notes,
    unlocks: outcome.unlocks,
    unused: outcome.unused,
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function causeJson({ cases, ...cause }: Cause): object {
  return {
    ...cause,
    cases: cases.map(({ decision, entry, finding }) => ({
      pod: decision.pod.id,
      container: entry.container.name,
      ...placeJson(finding?.place ?? entry.container.place),
      message: finding?.message ?? entry.role?.why ?? '',
      remedy: finding?.remedy ?? '',
    })),
  };
}

function podJson(decision: PodDecision): object {
  const { pod, state, reason, next, containers, resources, life, change } = decision;
  return {
    id: pod.id,
    ...placeJson(pod.place),
    apiVersion: pod.workload.apiVersion,
    kind: pod.workload.kind,
    name: pod.workload.name,
    namespace: pod.workload.namespace,
    state,
    reason,
    next,
    change: change?.id ?? null,
    resources,
    life: life === null ? null : { before: life.before, after: life.after },
    containers: containers.map(containerJson),
  };
}

function containerJson(entry: ContainerDecision): object {
  const { container, state, safety, role, before, findings, unlockedBy, gain } = entry;
  return {
    name: container.name,
    image: container.image,
    list: container.kind === 'init' ? 'initContainers' : 'containers',
    index: container.index,
    line: container.place.line,
    column: container.place.column,
    state,
    safety,
    role,
    before,
    findings: findings.map(findingJson),
    unlockedBy: unlockedBy.map(({ text }) => text),
    gain,
  };
}

function findingJson({ place, related, together: _, ...finding }: Finding): object {
  return { ...finding, ...placeJson(place), related: related.map(placeJson) };
}

function problemJson({ place, ...problem }: Problem): object {
  return { ...problem, line: place?.line ?? null, column: place?.column ?? null };
}

function templateSidecarJson({ place, ...sidecar }: TemplateSidecar): object {
  return { ...sidecar, line: place.line, column: place.column };
}

function placeJson({ path, line, column }: Place): { path: string; line: number; column: number } {
  return { path, line, column };
}
