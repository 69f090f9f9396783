import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallTimeout, PoolSaturated, ToolFailed, WorkerCrashed } from '../../src/model/call-errors.ts';
import { VivariumError } from '../../src/model/errors.ts';
import { seededRandom } from '../../src/model/random.ts';
import { nextAttempt, type RetryPolicy, retryPolicy } from '../../src/model/retry.ts';
import { AffinityBusy, AffinityLost } from '../../src/model/session-errors.ts';

const call = (phase: 'queued' | 'sent') => ({ pool: 'ml', tool: 'add', call: 7, phase });
const crashed = (phase: 'queued' | 'sent') =>
  new WorkerCrashed(call(phase), { worker: 'worker:ml/1', incarnation: 1, pid: 7, message: 'killed' });
const raised = new ToolFailed(call('sent'), {
  type: 'ConnectionError',
  message: '',
  module: '',
  traceback: '',
  frames: [],
});
const never = { next: () => 0 };
const policy = (options = {}): RetryPolicy => retryPolicy('retry', options) as RetryPolicy;
const next = (error: unknown, given = {}, options = {}) =>
  nextAttempt(policy(options), { error, attempt: 1, idempotent: false, leftMs: 30_000, ...given }, never);

describe('a failed call is tried again', () => {
  test.each([
    ['it was never sent', crashed('queued'), {}],
    ['the pool was full', new PoolSaturated(call('queued'), 5), {}],
    ['its session’s worker was busy', new AffinityBusy(call('queued'), 's', 'worker:ml/1#1'), {}],
    ['its worker died and the tool is idempotent', crashed('sent'), { idempotent: true }],
    ['the tool raised and is idempotent', raised, { idempotent: true }],
  ])('when %s', (_, error, given) => {
    expect(next(error, given)).toBe(100);
  });
});

describe('a failed call is not tried again', () => {
  test.each<[string, unknown, object, object]>([
    ['it was sent, and the tool is not idempotent', crashed('sent'), {}, {}],
    ['the tool raised, and is not idempotent', raised, {}, {}],
    ['its time is over', new CallTimeout(call('queued'), 5), { idempotent: true }, {}],
    ['its session’s worker is lost: the caller has to know', new AffinityLost(call('queued'), 's', 'a', 'b'), {}, {}],
    ['the error is none of ours', new TypeError('a bug'), { idempotent: true }, {}],
    ['it was tried often enough', crashed('queued'), { attempt: 3 }, {}],
    ['the wait would be longer than what is left', crashed('queued'), { leftMs: 100 }, {}],
    ['its code is final', crashed('queued'), {}, { nonRetryable: ['VIV_WORKER_CRASHED'] }],
    ['its Python type is final', raised, { idempotent: true }, { nonRetryable: ['ConnectionError'] }],
    ['it was asked for', new VivariumError('VIV_CALL_CANCELLED', '', call('queued')), {}, {}],
  ])('when %s', (_, error, given, options) => {
    expect(next(error, given, options)).toBeUndefined();
  });
});

test('each wait is twice the one before, up to the longest', () => {
  const given = { initialInterval: '1s', maximumInterval: '5s', maximumAttempts: 9 };
  const waits = [1, 2, 3, 4, 5].map((attempt) => next(crashed('queued'), { attempt }, given));
  expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
});

test('a fifth of the wait is drawn at random, the same for the same seed', () => {
  const failure = { error: crashed('queued'), attempt: 1, idempotent: false, leftMs: 1e9 };
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const wait = nextAttempt(policy(), failure, seededRandom(seed));
      expect(wait).toBe(nextAttempt(policy(), failure, seededRandom(seed)));
      expect(wait).toBeGreaterThan(80 - 1e-9);
      expect(wait).toBeLessThanOrEqual(100);
    }),
  );
});

test.each([
  [{ maximumAttemps: 3 }, 'maximumAttempts'],
  [{ maximumAttempts: 0 }, 'retry.maximumAttempts'],
  [{ backoffCoefficient: 0.5 }, 'retry.backoffCoefficient'],
  [{ initialInterval: 'soon' }, 'retry.initialInterval'],
  [{ nonRetryable: 'ValueError' }, 'retry.nonRetryable'],
  [5, 'retry'],
])('%j is refused by name', (options, name) => {
  expect(() => retryPolicy('retry', options as object)).toThrow(name);
});
