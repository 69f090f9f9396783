/** What the guides show compiles, runs, and does what they say it does. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { programOf } from './guide.ts';

const GUIDES = ['supervision', 'coming-from-otp', 'testing-your-tree'];

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.cache/docs');
const fileOf = (guide: string): string => join(folder, `${guide}.ts`);

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const guide of GUIDES)
    writeFileSync(fileOf(guide), programOf(readFileSync(join(root, 'docs/guides', `${guide}.md`), 'utf8')));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.check.json', include: ['*.ts'] }),
  );
});

test('they compile', async () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: root }).catch(
    (error: { readonly stdout: string }) => error, // which has it, too
  );
  expect(stdout.split('\n').filter((line: string) => line.startsWith('.cache'))).toEqual([]);
});

test.each(GUIDES)('%s runs and says what it says', async (guide) => {
  await import(fileOf(guide));
  expect.hasAssertions();
});
