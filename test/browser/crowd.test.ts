/** A thousand actors: the page stays smooth, for only the rows in sight exist. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, missing } from './support/chromium.ts';
import { crowd } from './support/crowd.ts';
import { guardedPage } from './support/guarded-page.ts';

const FRAMES = 60;

describe.skipIf(missing !== undefined)(`a thousand actors${missing === undefined ? '' : ` (${missing})`}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test.each(['tree', 'workers'])('%s: scrolling through them takes under 50 ms a frame', async (view) => {
    const { page, complaints } = await guardedPage(browser);
    await page.goto(new URL('../../dist/page/index.html', import.meta.url).href);
    const buffer = Buffer.from(crowd(1_000));
    await page.locator('input[type=file]').setInputFiles({ name: 'crowd.jsonl', mimeType: 'text/plain', buffer });
    await page.evaluate((next) => location.assign(next), `#/${view}`);
    await page.locator('.rows .row').first().waitFor();
    const metrics = await page.context().newCDPSession(page);
    // The page's own time, not that in which a busy machine lets it wait.
    await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async (): Promise<number> => {
      const found = await metrics.send('Performance.getMetrics');
      return 1_000 * (found.metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    const before = await spent();
    const rows = await page.evaluate(scroll, FRAMES);
    expect(rows).toBeLessThan(80);
    expect((await spent()) - before).toBeLessThan(50 * FRAMES);
    expect(await page.locator('.rows .row').last().textContent()).toContain('crowd/');
    expect(complaints).toEqual([]);
  });
});

/** Scrolls by ten rows a frame; how many rows exist then. */
async function scroll(frames: number): Promise<number> {
  for (let step = 0; step < frames; step += 1) {
    document.querySelector('.rows')?.scrollBy(0, 320);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return document.querySelectorAll('.rows .row').length;
}
