import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { printable } from '../../../src/report/escape.js';
import { browser } from '../../support/chromium.js';
import { JOB, type Rig, WARNED_JOB, withRig } from '../../support/rig.js';
import { HOSTILE, hostileFiles } from './hostile.js';

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

const LIKELY = DEPLOYMENT.replace('web}', 'cache}').replace(
  'name: fluent-bit\n        image: fluent/fluent-bit:3',
  'name: log-agent\n        image: registry.example.com/logs:1',
);

const FILES = {
  'a/job.yaml': JOB,
  'a/b/warned.yaml': WARNED_JOB.replace('name: report', 'name: warned'),
  'web.yaml': DEPLOYMENT,
  'api.yaml': BLOCKED,
  'c/cache.yaml': LIKELY,
};

let own: Browser | null = null;

beforeAll(async () => {
  own = await browser();
});

afterAll(async () => {
  await own?.close();
});

/** The page that a run over files makes, open in a browser; whatever it complains of fails the test. */
function onPage(
  files: Readonly<Record<string, string>>,
  test: (page: Page, rig: Rig) => Promise<void>,
  more: { readonly args?: readonly string[]; readonly width?: number } = {},
): Promise<void> {
  return withRig(files, async (rig) => {
    const args = ['--format', 'html=page.html', '-q', ...(more.args ?? []), '.'];
    expect(rig.run(args)).toMatchObject({ code: 0, out: '', err: '' });
    if (own === null) return;
    const page = await own.newPage({ viewport: { width: more.width ?? 1200, height: 900 } });
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url());
    });
    try {
      await page.goto(`file://${rig.dir}/page.html`);
      await test(page, rig);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });
}

const titles = (page: Page): Promise<readonly string[]> =>
  page.locator('details.pod:visible > summary > b').allTextContents();

async function open(page: Page, title: string): Promise<Locator> {
  const item = page.locator('details.pod:visible', {
    has: page.locator('summary', { hasText: title }),
  });
  await item.locator('> summary').first().click();
  await item.locator('.detail').first().waitFor();
  return item.first();
}

const attributes = (element: Locator, names: readonly string[]): Promise<readonly unknown[]> =>
  Promise.all(names.map((name) => element.getAttribute(name)));

describe('the page', () => {
  it('draws the life of a pod as the plan says it', () =>
    onPage({ 'job.yaml': JOB, 'web.yaml': DEPLOYMENT }, async (page) => {
      const files = new Map(Object.entries({ 'job.yaml': JOB, 'web.yaml': DEPLOYMENT }));
      const { decisions } = await migrate(files);
      for (const { life, pod } of decisions) {
        const item = await open(page, `${pod.workload.kind} ${pod.workload.name}`);
        const figures = item.locator('figure.life');
        expect(await figures.count()).toBe(2);
        for (const [i, side] of (['before', 'after'] as const).entries()) {
          const figure = figures.nth(i);
          expect(await figure.locator('ol > li').allTextContents()).toEqual(life?.steps[side]);
          expect(await figure.locator('svg').getAttribute('aria-label')).toContain(life?.[side]);
          const bars = await figure.locator('g.bar').all();
          const drawn = await Promise.all(
            bars.map((bar) => attributes(bar, ['data-name', 'data-kind', 'data-from', 'data-to'])),
          );
          expect(drawn).toEqual(
            life?.bars[side].map(({ name, kind, from, to }) => [
              name,
              kind,
              String(from ?? ''),
              String(to ?? ''),
            ]),
          );
        }
      }
    }));

  it('draws who is there first and who stays longest', () =>
    onPage({ 'job.yaml': JOB }, async (page) => {
      const item = await open(page, 'Job report');
      const bar = (i: number, name: string): Locator =>
        item.locator('figure.life').nth(i).locator(`g[data-name="${name}"]`);
      const ends = async (i: number, name: string): Promise<readonly [number, number]> => {
        const rect = bar(i, name).locator('rect');
        const [x, width] = await attributes(rect, ['x', 'width']);
        return [Number(x), Number(x) + Number(width)];
      };
      const [appStart, appEnd] = await ends(1, 'report');
      const [proxyStart, proxyEnd] = await ends(1, 'cloud-sql-proxy');
      expect(proxyStart).toBeLessThan(appStart);
      expect(proxyEnd).toBeGreaterThan(appEnd);
      expect((await ends(0, 'report'))[0]).toBe((await ends(0, 'cloud-sql-proxy'))[0]);
      // A bar with a tip runs on.
      expect(await bar(0, 'cloud-sql-proxy').locator('path').count()).toBe(1);
      expect(await bar(0, 'report').locator('path').count()).toBe(0);
      expect(await bar(1, 'cloud-sql-proxy').locator('path').count()).toBe(0);
    }));

  it('shows what is removed beside what is added, the lines of findings, and nothing before it is opened', () =>
    onPage(FILES, async (page) => {
      expect(await page.locator('.detail').count()).toBe(0);
      const job = await open(page, 'Job report');
      expect(await page.locator('.detail').count()).toBe(1);
      expect(await job.locator('td.del').allTextContents()).toEqual([]);
      expect(await job.locator('td.ins').allTextContents()).toEqual([
        '      initContainers:',
        '        restartPolicy: Always',
      ]);
      const warned = await open(page, 'Job warned');
      expect(await warned.locator('[data-rule=SM311] .excerpt').textContent()).toMatch(
        /^\d+ │ .*\S/,
      );
      expect(await warned.locator('[data-rule=SM311] a').getAttribute('href')).toMatch(
        /^https:.*\/SM311\.md$/,
      );
    }));

  it('filters by state, gain, rule, folder and words', () =>
    onPage(FILES, async (page) => {
      const all = [
        'Deployment api',
        'Deployment cache',
        'Deployment web',
        'Job report',
        'Job warned',
      ];
      const pods = async (): Promise<readonly string[]> => [...(await titles(page))].sort();
      const pick = async (name: string, value: string): Promise<readonly string[]> => {
        await page.locator(`select[name=${name}]`).selectOption(value);
        const found = await pods();
        await page.locator(`select[name=${name}]`).selectOption('');
        return found;
      };
      expect(await pods()).toEqual(all);
      expect(await page.locator('#filters output').textContent()).toBe('5 pods of 5');
      expect(await pick('gain', 'completes')).toEqual(['Job report']);
      expect(await pick('gain', 'tail')).toEqual(['Deployment web']);
      expect(await pick('rule', 'SM311')).toEqual(['Job warned']);
      expect(await pick('folder', 'a/')).toEqual(['Job report', 'Job warned']);
      expect(await pick('folder', 'a/b/')).toEqual(['Job warned']);
      await page.locator('input[value=moved]').uncheck();
      expect(await pods()).toEqual(['Deployment api', 'Deployment cache', 'Job warned']);
      await page.locator('input[value=review]').uncheck();
      expect(await pods()).toEqual(['Deployment api']);
      await page.locator('input[value=moved]').check();
      await page.locator('#search').fill('CLOUD-sql report');
      expect(await pods()).toEqual(['Job report']);
      await page.locator('#search').fill('nothing of the kind');
      expect(await pods()).toEqual([]);
    }));

  it('is walked through by keys', () =>
    onPage(FILES, async (page) => {
      const heads = await titles(page);
      const now = (): Promise<string> =>
        page.evaluate<string>("document.activeElement.querySelector('b')?.textContent ?? ''");
      for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
      expect(await now()).toBe(heads[1]);
      await page.keyboard.press('Enter');
      await page.locator('details.pod[open] .detail').waitFor();
      expect(await page.locator('details.pod[open] > summary > b').allTextContents()).toEqual([
        heads[1],
      ]);
      await page.keyboard.press('Enter');
      expect(await page.locator('details.pod[open]').count()).toBe(0);
      await page.keyboard.press('/');
      await page.keyboard.type('jjkk');
      expect(await page.locator('#search').inputValue()).toBe('jjkk');
      await page.locator('#search').fill('warned');
      await page.keyboard.press('Escape');
      expect(await now()).toBe('Job warned');
    }));

  it('makes a command of what is ticked, which does what it says', () =>
    onPage(
      FILES,
      async (page, rig) => {
        await page.locator('#questions summary').click();
        await page.locator('#questions input[data-words="--accept SM311"]').check();
        await page.locator('#questions input[data-words="--keep log-agent"]').check();
        await page.locator('#questions input[data-words="--sidecar log-agent"]').check();
        const item = await open(page, 'Deployment cache');
        expect(await item.locator('input[data-words="--keep log-agent"]').isChecked()).toBe(false);
        const web = await open(page, 'Deployment web');
        await web.locator('input[data-words="--keep fluent-bit"]').check();
        const command = await page.locator('#command textarea').inputValue();
        expect(command).toBe(
          'sidecar-migrate --accept SM311 --keep fluent-bit --sidecar log-agent --kube-version 1.30 .',
        );
        const { code, out } = rig.shell(`${command} -q`);
        expect(code).toBe(0);
        expect(out.match(/^\+\+\+ b\/.*/gm)?.sort()).toEqual([
          '+++ b/a/b/warned.yaml',
          '+++ b/a/job.yaml',
          '+++ b/c/cache.yaml',
        ]);
        await page.locator('#command button', { hasText: 'Clear' }).click();
        expect(await page.locator('#command').isVisible()).toBe(false);
      },
      { args: ['--kube-version', '1.30'] },
    ));

  it('is printed with every pod that is shown open', () =>
    onPage(FILES, async (page) => {
      await page.locator('input[value=blocked]').uncheck();
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('details.pod[open] .detail').count()).toBe(4);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await page.locator('details.pod[open]').count()).toBe(0);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    }));

  it('is light or dark as the reader has it', () =>
    onPage({ 'job.yaml': JOB }, async (page) => {
      const paper = (): Promise<string> =>
        page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      await page.emulateMedia({ colorScheme: 'light' });
      const light = await paper();
      await page.emulateMedia({ colorScheme: 'dark' });
      expect([light, await paper()]).toEqual(['rgb(255, 255, 255)', 'rgb(20, 23, 26)']);
    }));

  it.each([400, 1600])('is as wide as a window of %i pixels', (width) =>
    onPage(
      {
        ...FILES,
        [`${'long-'.repeat(30)}.yaml`]: JOB.replace('registry.', `${'x'.repeat(200)}.`).replace(
          'name: report',
          'name: long',
        ),
      },
      async (page) => {
        for (const title of await titles(page)) await open(page, title);
        await page.locator('#questions summary').click();
        await page.locator('input[data-words="--keep fluent-bit"]').first().check();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const small = await page.evaluate<number>(
          "Math.min(...[...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().height))",
        );
        expect(small).toBeGreaterThan(9);
      },
      { width },
    ),
  );

  it('answers with 500 pods', () => {
    const files = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => {
        const text = i % 2 === 0 ? JOB : WARNED_JOB;
        return [`team-${i % 9}/${i}.yaml`, text.replace('name: report', `name: report-${i}`)];
      }),
    );
    return onPage(files, async (page) => {
      expect(await page.locator('#filters output').textContent()).toBe('500 pods of 500');
      await page.locator('select[name=folder]').selectOption('team-3/');
      expect((await titles(page)).length).toBe(56);
      await page.locator('#search').fill('report-498');
      await page.locator('select[name=folder]').selectOption('');
      expect(await titles(page)).toEqual(['Job report-498']);
      await open(page, 'Job report-498');
      expect(await page.locator('.detail').count()).toBe(1);
    });
  });
});

describe('a hostile manifest', () => {
  const files = Object.fromEntries(hostileFiles());

  it('is shown as text', () =>
    onPage(files, async (page) => {
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('details.pod .detail').count()).toBe(HOSTILE.length * 2);
      const names = await page.locator('li[data-container] > b > code').allTextContents();
      for (const name of HOSTILE) expect(names).toContain(printable(name));
      expect(await page.locator('script').count()).toBe(2);
      expect(await page.locator('main :is(img, iframe, script, style, form, object)').count()).toBe(
        0,
      );
      for (const link of await page.locator('a').all())
        expect(await link.getAttribute('href')).toMatch(
          /^https:\/\/github\.com\/sidecar-migrate\//,
        );
      expect(await page.locator('body').textContent()).not.toMatch(
        /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u,
      );
      for (const box of await page.locator('input[data-words]').all())
        expect(await box.getAttribute('data-words')).toMatch(/^--[a-z-]+(?: [\w.,:=@-]+)?$/);
    }));

  it('cannot have a script run or a page loaded, whatever finds its way in', () =>
    onPage({ 'job.yaml': JOB }, async (page) => {
      page.removeAllListeners('console');
      await page.evaluate(`
        document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
        document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran = true"><p style="color: red">');
      `);
      expect(await page.evaluate("fetch('page.html').then(() => 'loaded', () => 'refused')")).toBe(
        'refused',
      );
      expect(await page.evaluate('window.ran ?? false')).toBe(false);
    }));
});
