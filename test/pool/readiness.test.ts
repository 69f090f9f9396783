import { beforeEach, describe, expect, test } from 'vitest';
import { Stopped, SupervisorGaveUp } from '../../src/model/call-errors.ts';
import { Readiness } from '../../src/pool/readiness.ts';

let readiness: Readiness;

beforeEach(() => {
  readiness = new Readiness('ml');
});

describe('a pool', () => {
  test('that was not started refuses calls, and says what to do', () => {
    expect(readiness.refusal()).toBeInstanceOf(Stopped);
    expect(readiness.refusal()?.message).toBe('pool ml is not running: call runtime.start() first');
  });

  test('that starts lets calls in to wait, and tells those who wait for it when it is ready', async () => {
    readiness.starting();
    expect(readiness.refusal()).toBeUndefined();
    const waits = [readiness.wait(), readiness.wait()];
    readiness.ready();
    await Promise.all([...waits, readiness.wait()]);
    expect(readiness.status).toBe('ready');
  });

  test('that gave up refuses calls and waiters with its failure, until it is started again', async () => {
    readiness.starting();
    const wait = readiness.wait();
    const failure = new SupervisorGaveUp('ml', { message: 'no module named torch', python: undefined });
    readiness.failed(failure);
    await expect(wait).rejects.toBe(failure);
    expect(readiness.refusal()).toBe(failure);
    readiness.starting();
    expect(readiness.refusal()).toBeUndefined();
  });

  test('that failed is not made ready by a worker that comes late', () => {
    readiness.starting();
    readiness.failed(new SupervisorGaveUp('ml', undefined));
    readiness.ready();
    expect(readiness.status).toBe('failed');
  });

  test('that stops refuses calls and whoever waits for it', async () => {
    readiness.starting();
    const wait = readiness.wait();
    readiness.stopping();
    await expect(wait).rejects.toThrow('pool ml is stopping');
    await expect(readiness.wait()).rejects.toThrow('pool ml is stopping');
    expect(readiness.refusal()?.message).toBe('pool ml is stopping');
  });
});
