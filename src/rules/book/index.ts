import type { Code } from '../../model/finding.js';
import { RULES } from '../index.js';
import { neverEnds } from '../validation/sm103-never-ends.js';
import type { RuleText } from './entry.js';
import { KINDS } from './kinds.js';
import { PLATFORM } from './platform.js';
import { REFERENCES } from './references.js';
import { START } from './start.js';
import { STOP } from './stop.js';
import { VALIDATION } from './validation.js';
import { WORKAROUNDS } from './workarounds.js';

/** A rule as people read it. */
export interface RulePage extends RuleText {
  readonly title: string;
  readonly sources: readonly string[];
  /** Its blocks can never be lowered. */
  readonly absolute: boolean;
}

/** Codes that no file of src/rules has: placement, edits, kinds and notes say them. */
const ELSEWHERE: Readonly<Record<string, readonly [title: string, ...sources: string[]]>> = {
  SM117: ['a Pod that exists', 'kubernetes/kubernetes#28557'],
  SM119: ['anchors that cross the move', 'YAML 1.2.2, 3.2.2.2'],
  SM206: ['an init container that needs the sidecar', 'KEP-753, startup order'],
  SM207: ['an order that serves nobody', 'KEP-753, startup order'],
  SM208: ['a sidecar that crashes at start', 'KEP-753, Scenario 4'],
  SM209: ['a start without a probe', 'kubernetes/kubernetes kuberuntime_container.go'],
  SM216: ['early patches', 'kubernetes/kubernetes#126543', 'kubernetes/kubernetes#123323'],
  SM404: ['who is killed first for memory', 'kubernetes/kubernetes#111356'],
  SM510: ['the default container of kubectl', 'kubernetes/kubectl pkg/cmd/util/podcmd/podcmd.go'],
  SM514: ['a field path to the sidecar', 'kubernetes-sigs/kustomize, replacements and vars'],
  SM604: ['sidecars of a controller', 'argoproj/argo-workflows', 'tektoncd/pipeline'],
  SM702: ['no tripwire', 'kubernetes/kubernetes pkg/api/pod/util.go'],
  SM703: ['nodes of 1.28', 'KEP-753, Version Skew Strategy'],
  SM704: ['nodes of 1.27 or older', 'KEP-753, Version Skew Strategy'],
  SM705: ['a scheduler without the gate', 'KEP-753, Version Skew Strategy'],
  SM709: ['policies about unknown fields', 'KEP-753'],
  SM710: ['the way back', 'KEP-753, Upgrade / Downgrade Strategy'],
  SM801: ['a rollout', 'kubernetes/website concepts/workloads/controllers'],
  SM802: ['a Job that exists', 'kubernetes/enhancements keps/sig-apps/5440'],
  SM803: ['objects that were not applied', 'kubernetes/kubernetes#112826'],
};

/** Every rule and note, by code. */
export const RULEBOOK: readonly RulePage[] = [
  ...VALIDATION,
  ...START,
  ...STOP,
  ...REFERENCES,
  ...KINDS,
  ...PLATFORM,
  ...WORKAROUNDS,
].map((text) => ({ ...text, ...headOf(text.code) }));

function headOf(code: Code): Pick<RulePage, 'title' | 'sources' | 'absolute'> {
  const rules = [...RULES, neverEnds].filter((rule) => rule.code === code);
  const [title = '', ...own] = ELSEWHERE[code] ?? [];
  return {
    title: rules[0]?.title ?? title,
    sources: [...new Set([...rules.flatMap(({ sources }) => sources), ...own])],
    absolute: rules.some(({ absolute }) => absolute),
  };
}
