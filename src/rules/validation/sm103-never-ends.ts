import { type Container, isNative } from '../../model/container.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { commandText } from '../../pod/classify/command.js';
import { programOf } from '../../pod/facts/programs.js';
import { rule, warns } from '../define.js';

/** Families that do nothing but serve: none of them ends by itself. */
const SERVE = new Set(['database-proxy', 'auth-proxy', 'exporter', 'log-agent']);

/** Words of the modes in which such an image does end. */
const ENDS =
  /\b(?:init|install|migrate|restore|validate|verify|version|help|once|one-?shot|dry-?run|exit|copy|cp|iptables|wait|test|check)\b/i;

/** Without restartPolicy: Always an init container has to end before anything else starts. */
export const neverEnds = rule({
  code: 'SM103',
  title: 'a sidecar that keeps its pod from starting',
  sources: ['KEP-753', 'kubernetes/kubernetes pkg/apis/core/validation'],
  effects: ['warns'],
  absolute: true,
  harm: 'Without restartPolicy: Always an init container has to end before the next container starts. A sidecar never ends: the pod hangs in Init.',
  seen: 'An image in initContainers that is known to run forever, not in a mode that ends, and without the field.',
  fix: 'Give it restartPolicy: Always, or find out what strips the field.',
  before: `initContainers:
- name: proxy
  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2`,
  after: `initContainers:
- name: proxy
  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2
  restartPolicy: Always`,
  asked: ['stripped'],
  check: ({ container }) => {
    if (!isStripped(container)) return [];
    const { name } = container;
    return warns(
      `${name} never ends by itself and has no restartPolicy: Always: as an ordinary init container it keeps the pod from starting`,
      `give ${name} restartPolicy: Always, or find out what strips the field`,
    );
  },
});

/** Whether this is a known sidecar without the field that makes it one. */
export function isStripped(container: Container): boolean {
  if (container.kind !== 'init' || isNative(container)) return false;
  const category = lookUp(container)?.family.category;
  if (category === undefined || !SERVE.has(category)) return false;
  const { kind } = programOf(container);
  return (kind === 'image' || kind === 'exec') && !ENDS.test(commandText(container));
}
