/** Rates, retries and the queue: decisions, and the limiter over a virtual clock. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSystem } from '../../src/kernel/index.ts';
import { fullBucket, take, waitFor } from '../../src/llm/bucket.ts';
import { Limiter } from '../../src/llm/limiter.ts';
import { nextAttempt } from '../../src/llm/retry.ts';
import { CircuitOpen, LlmTimeout, NetworkError, RateLimitError, ValidationError } from '../../src/model/llm-errors.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';

const MINUTE = 60_000;

describe('a bucket', () => {
  test('never gives more in a minute than what it held and what came in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }), (pauses) => {
        let [now, bucket, taken] = [0, fullBucket(60, 0), 0];
        for (const pause of pauses) {
          now += pause;
          if (waitFor(bucket, 1, now) > 0) continue;
          bucket = take(bucket, 1, now);
          taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(60 + Math.floor((now * 60) / MINUTE));
      }),
    );
  });

  test('says exactly when it has enough again', () => {
    const empty = take(fullBucket(60, 0), 60, 0);
    expect(waitFor(empty, 1, 0)).toBe(1_000);
    expect(waitFor(empty, 1, 999)).toBeGreaterThan(0);
    expect(waitFor(empty, 1, 1_000)).toBe(0);
  });

  test('lets through what is more than it can hold when it is full, and is paid back before the next', () => {
    const bucket = fullBucket(100, 0);
    expect(waitFor(bucket, 250, 0)).toBe(0);
    expect(waitFor(take(bucket, 250, 0), 1, 0)).toBe(Math.ceil((151 * MINUTE) / 100));
  });
});

describe('a request that failed', () => {
  const policy = { attempts: 4, initialMs: 100, maxMs: 300, jitter: 0.5 };
  const never = { next: () => 0 };
  const always = { next: () => 1 };
  const network = new NetworkError('unreachable', 0);

  test('is tried again after delays that double up to the longest', () => {
    const waits = [1, 2, 3, 4].map((attempt) =>
      nextAttempt(policy, { error: network, attempt, leftMs: MINUTE }, never),
    );
    expect(waits).toEqual([100, 200, 300, undefined]);
    expect(nextAttempt(policy, { error: network, attempt: 2, leftMs: MINUTE }, always)).toBe(100);
  });

  test('waits at least as long as the provider asks for, however long that is', () => {
    const limited = new RateLimitError('slow down', 7);
    expect(nextAttempt(policy, { error: limited, attempt: 1, leftMs: MINUTE }, never)).toBe(7_000);
    expect(nextAttempt(policy, { error: limited, attempt: 1, leftMs: MINUTE }, always)).toBe(7_050);
  });

  test('is not tried again when there is no time left for it', () => {
    const limited = new RateLimitError('slow down', 7);
    expect(nextAttempt(policy, { error: limited, attempt: 1, leftMs: 6_000 }, never)).toBeUndefined();
  });

  test.each([
    new CircuitOpen('llm:test', 1_000, undefined),
    new ValidationError('prompt', '', 'must not be empty'),
    new LlmTimeout('llm:test', 'complete', 1_000),
    new Error('something else'),
  ])('is not tried again after %s', (error) => {
    expect(nextAttempt(policy, { error, attempt: 1, leftMs: MINUTE }, never)).toBeUndefined();
  });
});

describe('the limiter', () => {
  function limiter(limits: Partial<ConstructorParameters<typeof Limiter>[0]> = {}) {
    const clock = new VirtualClock();
    const { timers } = createSystem({ clock });
    const none = { concurrency: 100, requestsPerMinute: Infinity, tokensPerMinute: Infinity, queue: 3 };
    const made = new Limiter({ client: 'llm:test', now: () => clock.now(), timers: () => timers, ...none, ...limits });
    return { clock, made };
  }
  const { signal } = new AbortController();
  /** Lets promises settle that have nothing to wait for. */
  const settled = async (): Promise<void> => void (await new Promise(setImmediate));

  test('lets so many in at once, and the others in the order they came', async () => {
    const { made } = limiter({ concurrency: 1 });
    const first = await made.enter(1, signal);
    const order: number[] = [];
    const rest = [1, 2].map(async (n) => {
      const place = await made.enter(1, signal);
      order.push(n);
      place.leave();
    });
    expect([made.inside, made.waiting]).toEqual([1, 2]);
    first.leave();
    await Promise.all(rest);
    expect(order).toEqual([1, 2]);
    expect([made.inside, made.waiting]).toEqual([0, 0]);
  });

  test('refuses at once when its queue is full', async () => {
    const { made } = limiter({ concurrency: 1, queue: 1 });
    await made.enter(1, signal);
    void made.enter(1, signal);
    await expect(made.enter(1, signal)).rejects.toMatchObject({ code: 'VIV_LLM_EXHAUSTED', resourceType: 'queue' });
  });

  test('spreads requests over the minute', async () => {
    const { clock, made } = limiter({ requestsPerMinute: 2 });
    const times: number[] = [];
    for (let n = 0; n < 4; n++) void made.enter(1, signal).then(() => times.push(clock.now()));
    await settled();
    for (let n = 0; n < 2; n++) {
      clock.advance(30_000);
      await settled();
    }
    expect(times).toEqual([0, 0, 30_000, 60_000]);
  });

  test('counts the tokens that a request took in truth, not those it was thought to take', async () => {
    const { clock, made } = limiter({ tokensPerMinute: 100 });
    (await made.enter(10, signal)).leave(100);
    let entered = false;
    void made.enter(10, signal).then(() => {
      entered = true;
    });
    clock.advance(5_000);
    await settled();
    expect(entered).toBe(false);
    clock.advance(1_000);
    await settled();
    expect(entered).toBe(true);
  });

  test('forgets who gives up waiting, and lets the next one in', async () => {
    const { made } = limiter({ concurrency: 1 });
    const inside = await made.enter(1, signal);
    const impatient = new AbortController();
    const gone = made.enter(1, impatient.signal);
    const patient = made.enter(1, signal);
    impatient.abort(new Error('no time'));
    await expect(gone).rejects.toThrow('no time');
    inside.leave();
    await expect(patient).resolves.toBeDefined();
  });
});
