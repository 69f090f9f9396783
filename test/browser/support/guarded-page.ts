/** A page that goes nowhere but to its server, and remembers what it should not have: errors, and requests to elsewhere. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface GuardedPage {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that would have left the machine. */
  readonly complaints: string[];
}

export async function guardedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<GuardedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**', (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || protocol === 'file:' || protocol === 'blob:' || protocol === 'data:')
      return route.continue();
    complaints.push(`a request to ${route.request().url()}`);
    return route.abort();
  });
  return { page, complaints };
}
