/** A long life: after so many calls there is no more of anything than there was before. `npm run test:long` makes a million. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { python } from '../support/python.ts';

const CALLS = Number(process.env['VIVARIUM_LEAK_CALLS'] ?? 50_000);

interface Held {
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Of the workers together. */
  readonly workerBytes: number;
}

test(`${CALLS} calls leave nothing behind`, { timeout: 60_000 + CALLS }, async () => {
  const script = fileURLToPath(new URL('../fixtures/runtime/long-life.ts', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, String(CALLS)], {
    env: { ...process.env, VIVARIUM_PYTHON: python() },
  });
  expect(stderr).toBe('');
  const [before, after] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Held);
  const { heapBytes, rssBytes, workerBytes, ...counted } = before as Held;
  // every call ended as it must; as many descriptors, timers and listeners as before
  expect(after).toMatchObject({ ...counted, aborts: 0 });
  for (const each of [before, after]) expect(each).not.toHaveProperty('wrong');
  // each call would pay for a leak: a byte for each is less than any
  expect((after as Held).heapBytes - heapBytes).toBeLessThan(2e6 + CALLS);
  expect((after as Held).rssBytes - rssBytes).toBeLessThan(100e6);
  expect((after as Held).workerBytes - workerBytes).toBeLessThan(10e6);
});
