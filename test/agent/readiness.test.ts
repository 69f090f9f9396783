import { expect, test } from 'vitest';
import { Readiness } from '../../src/agent/readiness.ts';
import { rejection } from '../support/service.ts';

test('an agent is ready when one process is, and its start is complete when all are', async () => {
  const readiness = new Readiness(2);
  let complete = false;
  const started = readiness.wait().then(() => {
    complete = true;
  });
  readiness.ready(1);
  await new Promise(setImmediate);
  expect([readiness.status, complete]).toEqual(['ready', false]);
  readiness.ready(2);
  await started;
  readiness.ready(0);
  expect(readiness.status).toBe('restarting');
  readiness.ready(1);
  expect(readiness.status).toBe('ready');
});

test('whoever waits hears of the first crash, of giving up, and of a stop, also when he comes late', async () => {
  const readiness = new Readiness(1);
  const first = rejection(readiness.wait());
  readiness.crashed(new Error('first'));
  expect(await first).toMatchObject({ message: 'first' });
  readiness.failed(new Error('gave up'));
  expect(await rejection(readiness.wait())).toMatchObject({ message: 'gave up' });
  readiness.starting();
  const again = rejection(readiness.wait());
  readiness.stopping(new Error('stopped'));
  expect(await again).toMatchObject({ message: 'stopped' });
  expect(await rejection(readiness.wait())).toMatchObject({ message: 'stopped' });
});

test('a stop is for good', () => {
  const readiness = new Readiness(1);
  readiness.stopping(new Error('stopped'));
  readiness.starting();
  readiness.failed(new Error('gave up'));
  readiness.ready(1);
  expect(readiness.status).toBe('stopping');
  readiness.stopped();
  expect(readiness.status).toBe('stopped');
});
