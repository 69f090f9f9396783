/** A page as a program: its `ts` blocks one after another in one function, on the names of the source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports } from './guide.ts';
import type { Page } from './pages.ts';

const root = join(import.meta.dirname, '../..');
const entry = join(root, 'src/index.ts');

export interface Block {
  readonly page: string;
  readonly language: string;
  readonly body: string;
}

export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
    page,
    language,
    body,
  }));
}

/** @param exported the names of the package; those that the page uses are imported. @param folder has its adapters. */
export function pageProgram(
  { path, given = '', instead = [] }: Page,
  exported: readonly string[],
  folder: string,
): string {
  let code = blocksOf(path)
    .filter(({ language }) => language === 'ts')
    .map(({ body }) => imports(body))
    .join('\n');
  for (const [said, run] of instead) {
    if (!code.includes(said)) throw new Error(`${path} does not say ${said}`);
    code = code.replaceAll(said, run);
  }
  const imported = [...code.matchAll(/^import .*;$/gm)]
    .map(([line]) => line)
    .filter((line) => line.startsWith('import type') || !line.includes(entry));
  code = `${given}${code.replaceAll(/^import .*;\n/gm, '')}`.replaceAll(/'\.\/(\w+\.py)'/g, (_, file) =>
    JSON.stringify(join(folder, file)),
  );
  const names = exported.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const ends = /\bconst runtime\b/.test(code) ? 'await runtime.stop({ grace: 0 });' : '';
  return `import { ${names.join(', ')} } from '${entry}';
import { silentLog as silent } from '${join(root, 'src/model/log.ts')}';
import fastify from 'fastify';
import * as z from 'zod';
${imported.join('\n')}

export { fastify, silent, z };
export async function page(): Promise<unknown> {
${code}
${ends}
return undefined;
}
`;
}
