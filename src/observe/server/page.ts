/** The page's files: a fixed list, read from the package. There is no path to be walked. */
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageHome } from '../page-home.ts';

const FILES: ReadonlyMap<string, readonly [file: string, type: string]> = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/app.js', ['app.js', 'text/javascript; charset=utf-8']],
  ['/style.css', ['style.css', 'text/css; charset=utf-8']],
  ['/elk-worker.min.js', ['elk-worker.min.js', 'text/javascript; charset=utf-8']],
  ['/NOTICE.md', ['NOTICE.md', 'text/plain; charset=utf-8']],
]);

/** On every answer: nothing from elsewhere, framed by nobody, kept by nobody, no address told to anybody. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** False when the page has no such file. */
export async function sendPage(path: string, response: ServerResponse): Promise<boolean> {
  const found = FILES.get(path);
  if (found === undefined) return false;
  const [file, type] = found;
  const content = await read(file).catch(() => undefined);
  const missing = 'The page is not built: npm run build does it.\n';
  response.writeHead(content === undefined ? 404 : 200, {
    ...SAFE_HEADERS,
    'content-type': content === undefined ? 'text/plain; charset=utf-8' : type,
  });
  response.end(content ?? missing);
  return true;
}

/** Rejects when the page was not built. */
async function read(file: string): Promise<Buffer> {
  return readFile(join(pageHome(), file));
}
