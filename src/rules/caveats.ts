import type { Code } from '../model/finding.js';
import type { Hit, Rule, Subject } from '../model/rule.js';

/** What the format of a container's file has to say under a code. */
export function caveatsFor({ pod, container }: Subject, code: Code): readonly Hit[] {
  return (pod.caveats ?? []).flatMap((caveat): readonly Hit[] => {
    const { severity, message, remedy } = caveat;
    const isOwn = caveat.container === null || caveat.container === container.name;
    return caveat.code === code && isOwn ? [{ severity, message, remedy }] : [];
  });
}

function caveatRule(code: Code, title: string, source: string): Rule {
  return {
    code,
    title,
    sources: [source],
    absolute: true,
    check: (subject) => caveatsFor(subject, code),
  };
}

/** Rules whose facts only a transform can know. */
export const CAVEAT_RULES: readonly Rule[] = [
  caveatRule('SM119', 'anchors that cross the move', 'YAML 1.2.2, 3.2.2.2'),
  caveatRule(
    'SM529',
    'what cdk8s-plus takes from containers alone',
    'cdk8s-team/cdk8s-plus src/pod.ts, src/container.ts',
  ),
  caveatRule(
    'SM530',
    'generated types without the field',
    'cdk8s-team/cdk8s kubernetes-schemas: restartPolicy since v1.28.0',
  ),
  caveatRule(
    'SM608',
    'a value that is computed',
    'rule R-6.8: what a rule cannot see it must not pass over',
  ),
];
