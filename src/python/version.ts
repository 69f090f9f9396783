/** The package's version, from its own package.json: beside `src/` in a clone, beside `dist/` when installed. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonHome } from './places.ts';

export function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(dirname(pythonHome()), 'package.json'), 'utf8'));
  return manifest.version;
}
