import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { renderRdjson } from '../../../src/report/formats/rdjson.js';
import { inputOf } from '../../fixtures/cases.js';
import { JOB, type Rig, WARNED_JOB, withRig } from '../../support/rig.js';
import { CONTROL, hostileFiles } from './hostile.js';
import { parsedRdjson, type Rdjson, withSuggestions } from './suggested.js';
import { toldOf } from './told.js';

const RANGE = {
  type: 'object',
  required: ['start'],
  additionalProperties: false,
  properties: { start: { $ref: '#/$defs/position' }, end: { $ref: '#/$defs/position' } },
};

const LOCATION = {
  type: 'object',
  required: ['path', 'range'],
  additionalProperties: false,
  properties: { path: { type: 'string' }, range: RANGE },
};

const SOURCE = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string' }, url: { type: 'string' } },
};

/** The messages of reviewdog's proto/rdf/reviewdog.proto, as far as they are used. */
const validate = new Ajv.default().compile({
  $defs: {
    position: {
      type: 'object',
      required: ['line'],
      additionalProperties: false,
      properties: { line: { type: 'integer', minimum: 1 } },
    },
  },
  type: 'object',
  required: ['source', 'diagnostics'],
  additionalProperties: false,
  properties: {
    source: SOURCE,
    diagnostics: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'location', 'severity', 'source', 'code'],
        additionalProperties: false,
        properties: {
          message: { type: 'string', minLength: 1 },
          location: LOCATION,
          severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
          source: SOURCE,
          code: {
            type: 'object',
            required: ['value', 'url'],
            additionalProperties: false,
            properties: {
              value: { type: 'string' },
              url: { type: 'string', pattern: '^https://' },
            },
          },
          suggestions: {
            type: 'array',
            maxItems: 1,
            items: {
              type: 'object',
              required: ['range', 'text'],
              additionalProperties: false,
              properties: { range: RANGE, text: { type: 'string' } },
            },
          },
          relatedLocations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['location'],
              additionalProperties: false,
              properties: { message: { type: 'string' }, location: LOCATION },
            },
          },
        },
      },
    },
  },
});

function rdjsonOf(rig: Rig, args: readonly string[] = []): Rdjson {
  return parsedRdjson(rig.run(['--format', 'rdjson', ...args, '.']).out);
}

describe('diagnostics for reviewdog', () => {
  it.each([
    ['as written', (text: string) => text],
    ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without an end of its last line', (text: string) => text.trimEnd()],
    [
      'in two documents',
      (text: string) => `${text}---\n${text.replace('name: report', 'name: b')}`,
    ],
  ])('have suggestions that make the bytes that --write makes, %s', (_, as) =>
    withRig({ 'job.yaml': as(JOB), 'other.yaml': WARNED_JOB }, (rig) => {
      const report = rdjsonOf(rig);
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
      const fixed = withSuggestions(report, new Map([['job.yaml', rig.read('job.yaml')]]));
      rig.run(['--write', '--allow-dirty', '.']);
      expect([...fixed]).toEqual([['job.yaml', rig.read('job.yaml')]]);
    }),
  );

  it('name files from the working folder: reviewdog puts in front where that is', () =>
    withRig({ 'deep/job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const { out } = rig.run(['--format', 'rdjson'], { cwd: join(rig.dir, 'deep') });
      expect(parsedRdjson(out).diagnostics[0]?.location.path).toBe('job.yaml');
    }));

  it('are one suggestion where two edits would be right only together', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const [only, ...others] = rdjsonOf(rig).diagnostics;
      expect(others).toEqual([]);
      expect(only?.suggestions?.length).toBe(1);
      expect(only?.suggestions?.[0]?.text).toContain('initContainers');
      expect(only?.suggestions?.[0]?.text).toContain('restartPolicy: Always');
    }));

  it('say which suggestions in other files are right only together', async () => {
    const name = 'kustomize/merge/anchor';
    const outcome = await migrate(inputOf(name), { unsafe: true });
    const report = parsedRdjson(renderRdjson(toldOf(outcome)).text);
    expect(validate(report)).toBe(true);
    const suggested = report.diagnostics.filter(({ suggestions = [] }) => suggestions.length > 0);
    expect(suggested.length).toBeGreaterThan(1);
    for (const { message, location } of suggested) {
      expect(message).toContain('Correct only together with');
      expect(message.split('together with')[1]).not.toContain(`${location.path}:`);
    }
  });

  it('take hostile names for text', async () => {
    const { text } = renderRdjson(toldOf(await migrate(hostileFiles())));
    expect(validate(JSON.parse(text))).toBe(true);
    expect(text).not.toMatch(CONTROL);
  });
});
