/** Whether a pool can serve: the orders in which its start, its end and its users may come. */
import { expect, test } from 'vitest';
import { Stopped } from '../../src/model/call-errors.ts';
import { Readiness } from '../../src/pool/readiness.ts';

test('a pool that is brought back while the runtime stops stays stopping, and whoever waits for it is told', async () => {
  const readiness = new Readiness('ml');
  readiness.starting();
  readiness.stopping();
  readiness.starting();
  expect(readiness.status).toBe('stopping');
  await expect(readiness.wait()).rejects.toThrow(Stopped);
});

test('nor is one that has stopped brought back', async () => {
  const readiness = new Readiness('ml');
  readiness.stopping();
  readiness.stopped();
  readiness.starting();
  expect(readiness.status).toBe('stopped');
  await expect(readiness.wait()).rejects.toThrow('pool ml has stopped');
});
