/**
 * A guide as a program: its `ts` blocks one after another. `code; // => value` is checked, and what the blocks before a
 * `text` block print must be that text.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const HEADER = `import { expect, vi } from 'vitest';
const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
function printed(): string {
  const text = log.mock.calls.map((line) => line.join(' ')).join('\\n');
  log.mockClear();
  return text;
}
`;

export function programOf(markdown: string): string {
  const blocks = [...markdown.matchAll(/^```(ts|text)\n(.*?)^```$/gms)];
  const parts = blocks.map(([, language, body = '']) =>
    language === 'ts' ? checked(imports(body)) : `expect(printed()).toBe(${JSON.stringify(body.trimEnd())});\n`,
  );
  return [HEADER, ...parts, 'log.mockRestore();\n'].join('\n');
}

/** `await call(counter, 'add', 2); // => 42` */
function checked(code: string): string {
  return code.replaceAll(/^( *)(?!\/\/)(.+); \/\/ => (.+)$/gm, '$1expect($2).toEqual($3);');
}

/** The package's entry points are those of its source. */
export function imports(code: string): string {
  const { exports }: { exports: Record<string, { default?: string }> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return code.replaceAll(/from 'vivarium(\/\w+)?'/g, (_, entry = '') => {
    const built = exports[`.${entry}`]?.default;
    if (built === undefined) throw new Error(`there is no vivarium${entry}`);
    return `from '${join(root, built.replace('dist/', '').replace(/\.js$/, '.ts'))}'`;
  });
}
