import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';

const injected = (template: string): Files => ({
  'app.yaml': (files({ template })['app.yaml'] ?? '').replace(
    'name: agent, image: "fluent/fluent-bit:3"',
    'name: istio-proxy, image: "istio/proxyv2:1.20"',
  ),
});

export const EXAMPLE: Frame = ofLists();

export const CASES: readonly Case[] = [
  {
    code: 'SM605',
    severity: 'block',
    fires: injected(', annotations: {sidecar.istio.io/status: x}'),
    misses: [['nobody wrote it there', injected('')]],
  },
];
