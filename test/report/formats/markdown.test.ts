import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { printable } from '../../../src/report/escape.js';
import { renderMarkdown } from '../../../src/report/formats/markdown.js';
import { markdownTools, type Token } from '../../support/markdown.js';
import { JOB, WARNED_JOB, withRig } from '../../support/rig.js';
import { CONTROL, HOSTILE, hostileFiles, hostileJob } from './hostile.js';
import { toldOf } from './told.js';

const tools = await markdownTools();

/** What GitHub takes for the body of a pull request. */
const LIMIT = 65_536;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
      - name: fluent-bit
        image: fluent/fluent-bit:3
`;

const BLOCKED = `${DEPLOYMENT.replace('web}', 'api}')}        startupProbe: {httpGet: {port: 8080}}
`.replace(
  'image: registry.example.com/web:1',
  'image: registry.example.com/web:1\n        ports: [{containerPort: 8080}]',
);

async function bodyOf(files: ReadonlyMap<string, string>): Promise<string> {
  return (await renderMarkdown(toldOf(await migrate(files)))).text;
}

/** Every token of a page, those in lines too. */
function all(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
}

function headings(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('#'));
}

describe('the body of a pull request', () => {
  it('says what moves and why, what needs a human, how to roll out, what stays, and what is not seen', () =>
    withRig(
      {
        'a/job.yaml': JOB,
        'web.yaml': DEPLOYMENT,
        'api.yaml': BLOCKED,
        'w.yaml': WARNED_JOB.replace('name: report', 'name: warned'),
      },
      (rig) => {
        const args = ['--format', 'markdown=body.md', '--format', 'sarif=out.sarif', '.'];
        expect(rig.run(args)).toMatchObject({ code: 0, out: '' });
        const body = rig.read('body.md');
        expect(headings(body)).toEqual([
          '### What moves, and why',
          expect.stringMatching(/^#### 1 Job never completes today/),
          expect.stringMatching(/^#### 1 Deployment keeps its log or trace agent until/),
          '### Needs a decision',
          expect.stringMatching(
            /^#### \[SM311\]\(https:.*\/SM311\.md\): .* \(1 sidecar in 1 pod\)$/,
          ),
          '### Rollout',
          '#### Delete first: 1 Job',
          '#### Verify on a cluster',
          '#### Roll back',
          '### Blocked by a rule',
          expect.stringMatching(/^#### \[SM204\]/),
          '### What the sources do not show',
        ]);
        expect(body).toContain(
          '- Job `report` at `a/job.yaml:9`\n  - `cloud-sql-proxy` is a sidecar: ',
        );
        expect(body).toContain('What lets them move: `--accept SM311`.');
        expect(body).toContain('b2["cloud-sql-proxy keeps running: the Job never completes"]');
        expect(body).toContain('a0["fluent-bit starts"] --> a1["web starts"]');
        expect(body).not.toContain('eft out');
      },
    ));

  it('says so where nothing moves', async () => {
    const body = await bodyOf(new Map([['api.yaml', BLOCKED]]));
    expect(headings(body)[0]).toBe('### Blocked by a rule');
    expect(body).not.toContain('Rollout');
  });

  it('stays under the limit of the forges, and says how much it left out', async () => {
    const files = new Map<string, string>();
    for (let i = 0; i < 900; i++)
      files.set(
        `team-${i % 7}/${'long-'.repeat(8)}${i}.yaml`,
        i % 3 === 0
          ? JOB.replace('name: report', `name: report-${i}`)
          : i % 3 === 1
            ? DEPLOYMENT
            : WARNED_JOB,
      );
    const body = await bodyOf(files);
    expect(body.length).toBeLessThan(LIMIT);
    expect(Buffer.byteLength(body)).toBeLessThan(LIMIT);
    expect(Buffer.byteLength(body)).toBeGreaterThan(50_000);
    const shown = body.match(/^- Deployment `web` at /gm)?.length ?? 0;
    const left = /… and (\d+) more workloads, left out here\n\n### Needs/.exec(body)?.[1];
    expect(shown + Number(left)).toBe(300);
    expect(body).toMatch(/\n---\n\nLeft out to stay .*: \d+ workloads, \d+ workloads, .*\d+ Jobs/);
    expect(headings(body)).toContain('### What the sources do not show');
  });

  it('stays under it where every name is as long as a name can be', async () => {
    const long = '|`<'.repeat(30_000);
    const files = new Map(
      Array.from({ length: 30 }, (_, i) => [`${i}.yaml`, hostileJob(`${i}${long}`)]),
    );
    const body = await bodyOf(files);
    expect(Buffer.byteLength(body)).toBeLessThan(LIMIT);
    expect(headings(body)).toContain('#### Roll back');
  });

  it.runIf(tools !== null)('has pictures that Mermaid draws', async () => {
    const bodies = [
      await bodyOf(hostileFiles()),
      await bodyOf(
        new Map([
          ['a.yaml', JOB],
          ['b.yaml', DEPLOYMENT],
        ]),
      ),
    ];
    for (const name of HOSTILE) bodies.push(await bodyOf(new Map([['a.yaml', hostileJob(name)]])));
    let pictures = 0;
    for (const body of bodies)
      for (const { type, info, content } of tools?.tokens(body) ?? []) {
        if (type !== 'fence' || info !== 'mermaid') continue;
        pictures++;
        await tools?.parsePicture(content);
      }
    expect(pictures).toBeGreaterThanOrEqual(HOSTILE.length + 3);
    await expect(tools?.parsePicture('flowchart TB\n  a["x" y"]')).rejects.toThrow();
  });

  it.runIf(tools !== null)('shows hostile names as text', async () => {
    const body = await bodyOf(hostileFiles());
    expect(body).not.toMatch(CONTROL);
    const tokens = all(tools?.tokens(body) ?? []);
    const types = new Set(tokens.map(({ type }) => type));
    for (const type of ['html_inline', 'html_block', 'image', 'em_open', 's_open', 'table_open'])
      expect(types).not.toContain(type);
    const links = tokens.flatMap(({ attrs }) => attrs ?? []).filter(([key]) => key === 'href');
    for (const [, href] of links)
      expect(href).toMatch(/^https:\/\/github\.com\/(?:sidecar-migrate|kubernetes)\//);
    const text = tokens
      .filter(({ type }) => type === 'text')
      .map(({ content }) => content)
      .join('\n');
    // In code GitHub reads neither mentions nor numbers of issues.
    expect(text).not.toMatch(/[@#<>`|]|GH-\d|evil|onerror/);
    const code = tokens
      .filter(({ type }) => type === 'code_inline')
      .map(({ content }) => content.trim());
    for (const name of HOSTILE) expect(code, name).toContain(printable(name).trim());
  });
});
