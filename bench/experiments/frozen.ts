/** A worker freezes in the middle of a call: how long until that is found? */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolOptions } from '../../src/index.ts';
import { median } from '../measure.ts';
import type { Figures } from '../subject.ts';
import { startPool, until } from './pool.ts';

/** The call runs, and a beat has come since. */
const UNDER_WAY_MS = 80;

export interface Freeze extends Partial<PoolOptions> {
  /** By SIGSTOP, or by native code that waits and keeps the interpreter to itself. */
  readonly how: 'stopped' | 'holds';
  readonly times: number;
}

export async function frozen({ how, times, ...options }: Freeze): Promise<Figures> {
  const { runtime, workers } = await startPool({ adapter: 'waiting.py', ...options });
  const found: number[] = [];
  let suspected = (): void => {};
  runtime.on('suspected', () => suspected());
  for (let n = 0; n < times; n++) {
    await until(() => workers.workers().some(({ accepting, inFlight }) => accepting && inFlight === 0), 10_000);
    let frozen = performance.now();
    const cut = workers.call(how === 'stopped' ? 'sleep' : 'hold', { seconds: 30 }).then(
      () => false,
      () => true,
    );
    if (how === 'stopped') {
      await pause(UNDER_WAY_MS);
      frozen = performance.now();
      process.kill(workers.workers()[0]?.pid ?? 0, 'SIGSTOP');
    }
    // What holds the interpreter may come back: that is told, and the call ends by its own deadline.
    const told = new Promise<boolean>((resolve) => {
      suspected = () => resolve(true);
    });
    if (!(await Promise.race([cut, told]))) throw new Error('the call of a frozen worker has answered');
    found.push(performance.now() - frozen);
    if (how === 'holds') process.kill(workers.workers()[0]?.pid ?? 0, 'SIGKILL');
    await cut;
  }
  await runtime.stop();
  return { p50Ms: median(found), maxMs: Math.max(...found) };
}

/**
 * Beside so many loops that use every core, a worker that waits and one that computes, then keeps the interpreter for less
 * than is suspicious: none must be killed, nor suspected.
 */
export async function alarms({ loops, minutes }: { loops: number; minutes: number }): Promise<Figures> {
  const { runtime, workers } = await startPool({ adapter: 'waiting.py', size: 2 });
  const busy = Array.from({ length: loops }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  let [alarms, calls] = [0, 0];
  const alarmed = (): void => {
    alarms += 1;
  };
  runtime.on('crash', alarmed);
  runtime.on('suspected', alarmed);
  try {
    for (const end = performance.now() + minutes * 60_000; performance.now() < end; calls++) {
      const waits = workers.call('sleep', { seconds: 0.5 });
      await Promise.all([waits, workers.call('compute', { seconds: 0.5 })]);
      await workers.call('hold', { seconds: 0.05 });
    }
  } finally {
    for (const loop of busy) loop.kill('SIGKILL');
    await Promise.all(busy.map((loop) => once(loop, 'exit')));
  }
  await runtime.stop();
  return { alarms, calls: 3 * calls };
}
