/** The examples about faults do what they say. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { python } from '../support/python.ts';

async function example(name: string): Promise<string> {
  const main = join(import.meta.dirname, '../../examples', name, 'main.ts');
  const env = { ...process.env, VIVARIUM_PYTHON: python() };
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), main],
    { env },
  );
  expect(stderr).toBe('');
  return stdout;
}

test('every fault of the plan hits, the dead come back, and every call is answered', async () => {
  const said = await example('07-chaos');
  expect(said).toContain('faults  kill, kill, suspend, break_lane, busy_loop, drop_frames\n');
  expect(said).toMatch(/^crash {3}worker:ml\/\d#1: killed by SIGKILL/m);
  expect(said).toMatch(/: killed by SIGSEGV/);
  expect(said).toMatch(/: no sign of life for .*\(its process is stopped\)$/m);
  expect(said).toMatch(/^calls {3}\d+ answered, \d+ of them at a second attempt or later$/m);
});

test('the three levels of testing pass', async () => {
  expect(await example('08-testing-your-tree')).toMatch(/^(#|ℹ) pass 3\n(#|ℹ) fail 0$/m);
});
