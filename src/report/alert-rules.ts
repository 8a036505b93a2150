import type { Code } from '../model/finding.js';
import type { ProblemKind } from '../model/source.js';
import { renderPage } from '../rules/page.js';
import { RULEBOOK } from '../rules/registry.js';
import { HOME, KEP, pageOf } from './links.js';

/** What is said of a sidecar, or of a file, without any rule of the rule book. */
export type OwnRule =
  | 'legacy-sidecar'
  | 'patch-of-native-sidecar'
  | 'template-sidecar'
  | 'comment-not-understood'
  | 'without-effect'
  | 'file-not-read';

export type AlertRule = Code | OwnRule;

/** A rule as tools that review show it. */
export interface RuleText {
  readonly title: string;
  readonly text: string;
  readonly help: string;
  /** The same with its examples; null where there is no more. */
  readonly markdown: string | null;
  readonly link: string;
}

/** Which rule a problem falls under; null: it is expected, and no line of a review. */
export const RULE_OF_PROBLEM: Readonly<Record<ProblemKind, OwnRule | null>> = {
  directive: 'comment-not-understood',
  comment: 'without-effect',
  reference: 'without-effect',
  unreadable: 'file-not-read',
  unparsable: 'file-not-read',
  'too-large': 'file-not-read',
  templated: null,
  computed: null,
  unedited: null,
};

const OWN: Readonly<Record<OwnRule, Omit<RuleText, 'markdown'>>> = {
  'legacy-sidecar': {
    title: 'a sidecar in containers',
    text: 'A sidecar in containers starts together with the main container, may stop before it, and keeps a Job from completing. Since Kubernetes 1.29 it can be an init container with restartPolicy: Always, which starts first, stops last, and lets the Job complete.',
    help: 'Run sidecar-migrate --write: it moves the container and leaves every other byte unchanged.',
    link: KEP,
  },
  'patch-of-native-sidecar': {
    title: 'a patch that looks for a native sidecar under containers',
    text: 'A patch names a container under containers, but in its base it is already an init container, so the patch adds a second container.',
    help: 'Run sidecar-migrate --write: it updates the patch.',
    link: `${HOME}/blob/main/docs/kustomize.md`,
  },
  'template-sidecar': {
    title: 'a sidecar in a template of a Helm chart',
    text: 'Helm templates are not edited, so a sidecar in a template is reported and never moved.',
    help: 'Change the template by hand: sidecar-migrate -v shows the lines as a diff.',
    link: `${HOME}/blob/main/docs/helm.md`,
  },
  'comment-not-understood': {
    title: 'a comment to sidecar-migrate that it does not understand',
    text: 'A comment that begins with sidecar-migrate: is an instruction for a container, and this one is not understood.',
    help: 'Write it as docs/roles-and-safety.md describes, or remove it.',
    link: `${HOME}/blob/main/docs/options.md`,
  },
  'without-effect': {
    title: 'something without effect',
    text: 'A comment or a reference is about something that is not there.',
    help: 'Move it to what it is about, or remove it.',
    link: `${HOME}/blob/main/docs/options.md`,
  },
  'file-not-read': {
    title: 'a file that could not be read',
    text: 'A file that cannot be read or parsed is skipped.',
    help: 'Correct the file, or leave it out with --exclude.',
    link: `${HOME}/blob/main/docs/options.md`,
  },
};

export function textOfRule(rule: AlertRule): RuleText {
  if (isOwn(rule)) return { ...OWN[rule], markdown: null };
  const page = RULEBOOK.find(({ code }) => code === rule);
  const link = linkOf(rule);
  if (page === undefined) return { title: rule, text: rule, help: rule, markdown: null, link };
  const { title, harm, seen, fix } = page;
  return { title, text: harm, help: `${seen}\n\n${fix}`, markdown: renderPage(page), link };
}

/** Where to read more of it. */
export function linkOf(rule: AlertRule): string {
  return isOwn(rule) ? OWN[rule].link : pageOf(rule);
}

function isOwn(rule: AlertRule): rule is OwnRule {
  return rule in OWN;
}
