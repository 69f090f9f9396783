/** Debian's Chromium, or the one that VIVARIUM_CHROMIUM names. Where there is none, tests are skipped and say so, unless VIVARIUM_BROWSER=required. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const given = process.env['VIVARIUM_CHROMIUM'];
const path = given ?? found();

/** Why there is no browser; undefined when there is one. */
export const missing =
  path === undefined
    ? 'no Chromium on the PATH: install it (apt-get install chromium), or name it in VIVARIUM_CHROMIUM'
    : undefined;

if (missing !== undefined && process.env['VIVARIUM_BROWSER'] === 'required') throw new Error(missing);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: path ?? '',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

function found(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
