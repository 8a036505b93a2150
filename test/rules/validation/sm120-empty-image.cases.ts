import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';

/** A program sets the images of such a workload, by the names of its containers. */
const unfilled = (image: string): Files => ({
  'app.yaml': (files({})['app.yaml'] ?? '').replace(
    'name: agent, image: "fluent/fluent-bit:3"',
    `name: kube-rbac-proxy, image: ${image}`,
  ),
});

export const EXAMPLE: Frame = ofLists();

export const CASES: readonly Case[] = [
  {
    code: 'SM120',
    severity: 'warn',
    fires: unfilled('""'),
    misses: [
      ['its image is there', unfilled('"x:1"')],
      ['a variable stands for it', unfilled('"$(IMAGE)"')],
    ],
  },
];
