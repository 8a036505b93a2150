import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import type { Outcome } from '../../src/index.js';
import { renderJson } from '../../src/report/json.js';

const FILE = join(import.meta.dirname, '..', '..', 'schemas', 'report.schema.json');

const validate = new Ajv.default({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(FILE, 'utf8')) as object,
);

/** What of a JSON report is not as its schema says. */
export function schemaErrorsIn(report: unknown): readonly unknown[] {
  return validate(report) ? [] : (validate.errors ?? []);
}

/** The JSON report of a run, as it is printed. */
export async function reportOf(outcome: Outcome): Promise<object> {
  const text = await renderJson(outcome, {
    version: '1.2.3',
    kubeMinor: 29,
    kubeSource: 'default',
    kubePaths: [],
    verdict: '',
  });
  return JSON.parse(text) as object;
}
