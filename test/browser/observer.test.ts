/** The observer page in a real browser, over a real runtime with real workers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, pool } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { launch, missing } from './support/chromium.ts';
import { faultsOf } from './support/contrast.ts';
import { type GuardedPage, guardedPage } from './support/guarded-page.ts';

const TOKEN = 'a-token-that-stays-the-same';
const adapter = fileURLToPath(new URL('../fixtures/adapters/crasher.py', import.meta.url));

describe.skipIf(missing !== undefined)(`the observer page${missing === undefined ? '' : ` (${missing})`}`, () => {
  const backoff = { initial: '600ms', max: '600ms', jitter: 0 } as const;
  const runtime = createRuntime({
    logger: pino({ level: 'silent' }),
    pools: { ml: pool({ adapter, python: python(), size: 2, intensity: 20, backoff }) },
  });
  let browser: Browser;
  let url = '';
  let actionsUrl = '';
  let guarded: GuardedPage;

  beforeAll(async () => {
    [browser] = await Promise.all([launch(), runtime.start()]);
    const observer = await runtime.observer({ actions: true });
    url = observer.url;
    actionsUrl = observer.actionsUrl ?? '';
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await runtime.stop({ grace: '1s' });
  });

  afterEach(async () => {
    const { page, complaints } = guarded;
    await page.context().close();
    expect(complaints, 'errors of the page, requests that would have left the machine').toEqual([]);
  });

  async function open(address: string, hash?: string): Promise<Page> {
    guarded = await guardedPage(browser);
    const { page } = guarded;
    await page.goto(address);
    await page.getByRole('tree').waitFor();
    if (hash !== undefined) await page.evaluate((next) => location.assign(next), hash);
    return page;
  }

  test('shows the supervision tree, each actor with its state in words', async () => {
    const page = await open(url);
    await page.getByRole('treeitem', { name: 'worker:ml/1#1, ready' }).waitFor();
    await page.getByRole('treeitem', { name: 'dispatcher, running' }).waitFor();
    expect(await page.getByRole('treeitem', { name: 'pool:ml, running' }).getAttribute('aria-level')).toBe('3');
  });

  test('keeps the token out of the address, and shows nothing without it', async () => {
    const page = await open(url);
    expect(page.url()).not.toContain('token');
    await page.context().close();
    guarded = await guardedPage(browser);
    await guarded.page.goto(new URL('/', url).href);
    await guarded.page.getByText('It needs a token.').waitFor();
    expect(await guarded.page.getByRole('treeitem').count()).toBe(0);
    // The browser itself says in its console that a request was refused.
    expect(guarded.complaints.splice(0).every((line) => line.includes('401'))).toBe(true);
  });

  test('offers no action to those who may only look', async () => {
    const page = await open(url, '#/faults');
    await page.getByText('This token may only look.').waitFor();
    expect(await page.getByRole('button', { name: /^Kill/ }).count()).toBe(0);
  });

  test('a worker is killed from the page, and seen crashing, backing off and ready again, its lit state with it', async () => {
    const page = await open(actionsUrl);
    await page.getByRole('treeitem', { name: /^worker:ml\/2#\d+, ready/ }).click();
    const pane = page.getByRole('complementary', { name: 'Actor worker:ml/2' });
    await pane.locator('.state.lit[data-path=ready]').waitFor();
    await watchFor(page, 'worker:ml/2');
    const kill = pane.getByRole('button', { name: 'Kill worker:ml/2' });
    await kill.click(); // the first restart after a healthy spell is at once, the second waits
    await page.getByRole('treeitem', { name: 'worker:ml/2#2, ready' }).waitFor();
    await kill.click();
    await page.getByRole('treeitem', { name: /^worker:ml\/2#\d+, backoff/ }).waitFor();
    await pane.locator('.state.lit[data-path=ready]').waitFor({ state: 'detached' });
    await page.getByRole('treeitem', { name: 'worker:ml/2#3, ready' }).waitFor();
    await pane.locator('.state.lit[data-path=ready]').waitFor();
    expect(await seenBy(page)).toEqual(expect.arrayContaining(['ready', 'backoff']));
    // States that last less than a tenth of a second are in the log alone.
    await page.evaluate(() => location.assign('#/log?q=type:exit%20actor:worker:ml/2%20SIGKILL'));
    await page.getByRole('log').getByText('crash: killed by SIGKILL').first().waitFor();
    await page.evaluate(() => location.assign('#/log?q=type:action'));
    await page
      .getByRole('log')
      .getByText(/SIGKILL/)
      .first()
      .waitFor();
  });

  test('the report of a crash has what Python said and what was decided', async () => {
    await runtime.pools.ml.call('segfault', {}).catch(() => {});
    const page = await open(url, '#/crashes?q=SIGSEGV');
    const report = page.getByRole('article');
    await report.getByText('in segfault').first().waitFor();
    await report.getByText('Decided').waitFor();
    expect(await report.textContent()).toContain('crasher.py');
  });

  test('a filter lives in the address, and leaves what it says', async () => {
    const page = await open(url, '#/log?q=type:started%20actor:dispatcher');
    await page.getByRole('log').getByText('dispatcher#1').first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('type:started actor:dispatcher');
    await page.getByRole('searchbox').fill('type:nothing_of_this_kind');
    await page.getByText('Nothing matches.').waitFor();
    expect(page.url()).toContain('nothing_of_this_kind');
    await page.getByRole('searchbox').fill('since:soon');
    await page.getByText('since:soon is no duration').waitFor();
  });

  test('an export is looked at later, without a server', async () => {
    const page = await open(url);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await (await saving).path();
    const buffer = readFileSync(file);
    expect(buffer.toString().split('\n', 1)[0]).toContain('"type":"snapshot"');
    await page.context().close();
    guarded = await guardedPage(browser);
    await guarded.page.goto(new URL('../../dist/page/index.html', import.meta.url).href);
    await guarded.page.locator('input[type=file]').setInputFiles({ name: 'run.jsonl', mimeType: 'text/plain', buffer });
    await guarded.page.getByRole('treeitem', { name: /^worker:ml\/1#/ }).click();
    await guarded.page.locator('.chart .state.lit').first().waitFor();
    await guarded.page.getByText('Context').waitFor();
  });

  test('a file that is no export is refused by the line that is wrong', async () => {
    const page = await open(url);
    const buffer = Buffer.from('{"type":"snapshot"}\nnot json\n');
    await page.locator('input[type=file]').setInputFiles({ name: 'x.jsonl', mimeType: 'text/plain', buffer });
    await page.getByText('Line 2 is not of an export').waitFor();
    await page.getByRole('treeitem', { name: 'dispatcher, running' }).waitFor();
  });

  test('is worked by keys alone', async () => {
    const page = await open(url);
    await page.getByRole('treeitem', { name: 'dispatcher, running' }).waitFor();
    for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('complementary', { name: 'Actor runtime' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await page.getByRole('table', { name: 'Workers' }).waitFor();
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  });

  test('the map shows the same actors, and leads to each', async () => {
    const page = await open(url);
    await page.getByRole('button', { name: 'Map' }).click();
    const map = page.getByRole('group', { name: 'Map of the supervision tree' });
    await map.getByRole('button', { name: /^worker:ml\/1, / }).click();
    await page.getByRole('complementary', { name: 'Actor worker:ml/1' }).waitFor();
    await page.getByRole('searchbox').fill('worker:ml');
    await map.getByRole('button', { name: 'dispatcher, running' }).waitFor({ state: 'detached' });
    expect(await map.getByRole('button').count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rows' }).click();
    await page.getByRole('tree').waitFor();
  });

  test('what was done from the page is told in all that are open', async () => {
    const page = await open(actionsUrl, '#/faults');
    const other = await page.context().newPage();
    await other.goto(url);
    await page.getByRole('button', { name: 'Drain worker:ml/1' }).click();
    await page.getByRole('status').getByText('takes no more calls once another is ready').waitFor();
    await other.evaluate(() => location.assign('#/log?q=type:action%20%22takes%20no%20more%20calls%22'));
    await other.getByRole('log').getByText('asked for by the observer').first().waitFor();
    await page.getByRole('listitem').filter({ hasText: 'takes no more calls' }).first().waitFor();
  });

  test('when its server comes back the page goes on, without being asked', async () => {
    const first = await runtime.observer({ token: TOKEN });
    const { port } = new URL(first.url);
    const page = await open(first.url);
    await first.close();
    await page.getByRole('status').getByText('lost').waitFor();
    const again = await runtime.observer({ token: TOKEN, port: Number(port) });
    await page.getByRole('status').getByText('live').waitFor();
    await page.getByRole('treeitem', { name: 'dispatcher, running' }).waitFor();
    await again.close();
    await page.getByRole('status').getByText('lost').waitFor();
    // The browser itself says in its console that nobody answered.
    expect(guarded.complaints.splice(0).every((line) => line.includes('ERR_'))).toBe(true);
  });

  test.each(['light', 'dark'] as const)(
    'every text has a contrast of 4.5 and every control a name, in %s',
    async (theme) => {
      const page = await open(actionsUrl);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await eventually(() => page.evaluate((look) => document.documentElement.dataset['theme'] === look, theme));
      for (const view of ['tree', 'workers', 'calls', 'sequence', 'crashes', 'log', 'faults']) {
        await page.evaluate((next) => location.assign(next), `#/${view}`);
        await page.locator(`main .${view}-view, main .view`).first().waitFor();
        expect(await faultsOf(page), view).toEqual([]);
      }
      await page.evaluate(() => location.assign('#/tree'));
      await page.getByRole('treeitem', { name: /^worker:ml\/1#/ }).click();
      await page.locator('.chart .state').first().waitFor();
      expect(await faultsOf(page), 'the pane').toEqual([]);
    },
  );

  test('nothing is wider than a phone', async () => {
    const page = await open(url);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const view of ['tree', 'workers', 'calls', 'sequence', 'crashes', 'log', 'faults']) {
      await page.evaluate((next) => location.assign(next), `#/${view}`);
      await page.locator('main .view').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(390);
    }
  });
});

/** From now on the page remembers the states in which an actor's row is seen. */
async function watchFor(page: Page, id: string): Promise<void> {
  await page.evaluate((name) => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    const look = (): void => {
      const label = document.querySelector(`[role=treeitem][aria-label^="${name}#"]`)?.getAttribute('aria-label');
      if (label) seen.add(label.split(', ')[1] ?? '');
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
  }, id);
}

function seenBy(page: Page): Promise<string[]> {
  return page.evaluate(() => ('seen' in window && window.seen instanceof Set ? [...window.seen] : []));
}
