/**
 * Makes the pictures of the observer in docs/images/: `node --import tsx scripts/screenshots/main.ts`.
 * Needs Chromium, and an interpreter in VIVARIUM_PYTHON or on the PATH.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../../test/browser/support/chromium.ts';
import { changes } from './frames.ts';
import { load, type Stage, stage } from './stage.ts';
import { animated } from './webp.ts';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');
const WORKER = 'worker:ml/2';
const SIZE = { width: 1280, height: 800 } as const;
const FILM = { width: 1200, height: 640, frames: 44, everyMs: 180, killedAt: 6 } as const;

mkdirSync(images, { recursive: true });
const runtime = stage();
const ending = new AbortController();
await runtime.start();
const observer = await runtime.observer({ actions: true });
const browser = await launch();
const loading = load(runtime, 12, ending.signal);
try {
  await film(browser, observer.actionsUrl ?? '');
  await runtime.pools.llm.call('fault', {}).catch(() => {}); // a crash in native code, with its stacks
  for (const theme of ['light', 'dark'] as const) await stills(browser, observer.actionsUrl ?? '', theme);
} finally {
  ending.abort();
  await browser.close();
  await observer.close();
  await loading;
  await runtime.stop({ grace: '2s' });
}

async function stills(browser: Browser, url: string, theme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: theme });
  await page.goto(url);
  const shoot = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(images, `observer-${name}-${theme}.png`) });
  };
  await wait(20_000); // the sparklines need something to show
  await killed(runtime, page);
  await lookAt(page);
  await page.getByRole('treeitem', { name: new RegExp(`^${WORKER}#\\d+, (ready|backoff)`) }).waitFor();
  await shoot('tree');
  for (const [name, hash] of [
    ['workers', '#/workers'],
    ['calls', '#/calls'],
    ['sequence', '#/sequence?q=worker'],
    ['crashes', '#/crashes?q=SIGSEGV'],
  ] as const) {
    await page.evaluate((next) => location.assign(next), hash);
    await wait(1_500);
    await withoutFolders(page);
    await shoot(name);
  }
  await page.context().close();
}

/** kill -9 from the page, under load: the worker's states and the account of calls, until it is back. */
async function film(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: FILM, colorScheme: 'dark' });
  await page.goto(url);
  await wait(4_000);
  await killed(runtime, page); // the restart after this one waits, which is what the film shows
  await lookAt(page);
  await wait(1_000);
  const pictures: string[] = [];
  const times: number[] = [];
  for (let frame = 0; frame < FILM.frames; frame += 1) {
    if (frame === FILM.killedAt) await page.getByRole('button', { name: `Kill ${WORKER}` }).click();
    times.push(performance.now());
    pictures.push((await page.screenshot()).toString('base64'));
    await wait(FILM.everyMs);
  }
  const studio = await browser.newPage();
  const { width, height } = FILM;
  writeFileSync(join(images, 'kill-9.webp'), animated(width, height, await changes(studio, pictures, times)));
  await page.context().close();
  await studio.context().close();
}

async function killed({ pools }: Stage, page: Page): Promise<void> {
  const before = pools.ml.workers().find(({ id }) => id === WORKER);
  if (before === undefined) return;
  process.kill(before.pid, 'SIGKILL');
  await page.getByRole('treeitem', { name: `${WORKER}#${before.incarnation + 1}, ready` }).waitFor();
}

/** Files are shown without the folders of the machine that the pictures are made on. */
function withoutFolders(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const text of document.querySelectorAll('.said pre'))
      text.textContent = (text.textContent ?? '').replace(/\/\S*\/(?=[^/\s]+\.py)/g, '');
  });
}

async function lookAt(page: Page): Promise<void> {
  await page.getByRole('treeitem', { name: new RegExp(`^${WORKER}#`) }).click();
  await page.locator('.chart .state.lit').first().waitFor();
}
