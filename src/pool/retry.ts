/** A call that is tried again when it fails: each attempt is a call of its own, all of them within one timeout. */
import type { Timers } from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import type { Random } from '../model/random.ts';
import { nextAttempt, type RetryPolicy } from '../model/retry.ts';

export interface Attempts {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly timeoutMs: Ms;
  readonly signal: AbortSignal | undefined;
  /** Asked after a failure: before the first worker is up nobody knows. */
  readonly idempotent: () => boolean;
}

/** Rejects with the error of the last attempt. */
export async function retrying<T>(
  attempts: Attempts,
  call: (timeoutMs: Ms, attempt: number) => Promise<T>,
): Promise<T> {
  const { policy, clock, random, timeoutMs, signal, idempotent } = attempts;
  const deadline = clock.now() + timeoutMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(deadline - clock.now(), attempt);
    } catch (error) {
      const leftMs = deadline - clock.now();
      const wait = nextAttempt(policy, { error, attempt, idempotent: idempotent(), leftMs }, random);
      if (wait === undefined || signal?.aborted) throw error;
      await pause(attempts, wait);
    }
  }
}

/** Ends early when the caller gives up: the next attempt then says so. */
function pause({ timers, signal }: Attempts, ms: Ms): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      timers.cancel(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = timers.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
