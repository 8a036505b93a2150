import type { LabelMatcher } from '../../model/references.js';
import type { TextReader } from '../reader.js';
import { mentions } from '../terms.js';

/** A metric of kube-state-metrics about containers with its labels, on one line or several. */
const EXPRESSION = /\bkube_pod_(?:init_)?container_\w{1,80}\s{0,9}\{([^{}]{0,600})\}/g;

/** One matcher; in JSON, and in JSON inside YAML, its quotes have backslashes before them. */
const MATCHER =
  /(?<!\w)(\w+)\s{0,9}(=~|!~|!=|=)\s{0,9}\\{0,3}(["'`])((?:(?!\\{0,3}\3)[^\n]){0,300})\\{0,3}\3/g;

/**
 * Rules, dashboards and whatever else holds an expression. Nothing is parsed: an expression reads
 * the same in a PrometheusRule, in a plain rule file, and in the JSON of a dashboard in a ConfigMap.
 */
export const METRICS: TextReader = {
  matters: ({ text }, { containers }) =>
    text.includes('kube_pod_container_') && mentions(text, containers),
  add(tree, document) {
    for (const match of document.text.matchAll(EXPRESSION)) {
      const matchers = matchersIn(match[1] ?? '');
      if (!matchers.some(({ label }) => label === 'container')) continue;
      tree.metrics.push({
        metric: /^\w+/.exec(match[0])?.[0] ?? '',
        matchers,
        place: document.placeAt(match.index),
      });
    }
  },
};

function matchersIn(text: string): readonly LabelMatcher[] {
  return [...text.matchAll(MATCHER)].map(([, label = '', operator = '', , value = '']) => ({
    label,
    operator,
    // What a regular expression escapes is escaped once more for each text around it.
    value: value.replaceAll(/\\+/g, '\\'),
  }));
}
