import { AsyncLocalStorage } from 'node:async_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimers } from '../../src/kernel/timers.ts';
import { realClock } from '../../src/model/clock.ts';
import { VirtualClock } from '../../src/testing/index.ts';

const build = () => {
  const clock = new VirtualClock();
  return { clock, timers: createTimers(clock, (fn) => fn()) };
};

describe('timers', () => {
  it('fire in order of time, and of setting at equal times, each at its own moment', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ ms: fc.nat(50), cancelled: fc.boolean() })), (plan) => {
        const { clock, timers } = build();
        const fired: [number, number][] = [];
        const set = plan.map(({ ms }, i) => timers.after(ms, () => fired.push([clock.now(), i])));
        for (const [i, { cancelled }] of plan.entries()) if (cancelled) timers.cancel(set[i] as (typeof set)[0]);
        clock.advance(50);
        const expected = plan.flatMap(({ ms, cancelled }, i) => (cancelled ? [] : [[ms, i] as [number, number]]));
        expect(fired).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(clock.pending).toBe(0);
      }),
    );
  });

  it('one that arms itself again fires at each of its times', () => {
    const { clock, timers } = build();
    const times: number[] = [];
    const tick = (): void => {
      times.push(clock.now());
      timers.after(100, tick);
    };
    timers.after(100, tick);
    clock.advance(350);
    expect(times).toEqual([100, 200, 300]);
  });

  it('fire where the system was made, not in the async context of whoever armed them', async () => {
    const timers = createTimers(realClock, (fn) => fn());
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      timers.after(60_000, () => undefined, { keepAlive: false });
      storage.run('a request', () => timers.after(1, () => seen.push(storage.getStore())));
      timers.after(2, () => resolve(void seen.push(storage.getStore())));
    });
    expect(seen).toEqual([undefined, undefined]);
  });

  it('keep the process alive only while one wants it', () => {
    const { clock, timers } = build();
    const asked: (boolean | undefined)[] = [];
    const original = clock.setTimeout.bind(clock);
    clock.setTimeout = (fn, ms, options?: { keepAlive?: boolean }) => {
      asked.push(options?.keepAlive);
      return original(fn, ms);
    };
    timers.after(10, () => undefined, { keepAlive: false });
    const keeper = timers.after(20, () => undefined);
    timers.cancel(keeper);
    expect(asked).toEqual([false, true, false]);
  });

  it('wait as long as they are told, however long that is', () => {
    const { clock, timers } = build();
    let fired = 0;
    timers.after(2 ** 40, () => fired++);
    timers.after(Infinity, () => fired++);
    clock.advance(2 ** 40 - 1);
    expect(fired).toBe(0);
    clock.advance(1);
    expect(fired).toBe(1);
  });
});
