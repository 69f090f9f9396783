/** A soak: real processes under load while things go wrong on purpose, and the account of it afterwards. */
import { type Clock, type Ms, realClock } from '../../model/clock.ts';
import { type Log, silentLog } from '../../model/log.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { checkSeed } from '../faults/check.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { Account } from './account.ts';
import { counted, leftOver, recovery } from './afterwards.ts';
import { belongings, type Memory, memory } from './leftovers.ts';
import { type LoadOptions, RATE, underLoad } from './load.ts';
import { soakedRuntime } from './pools.ts';
import { randomPlan } from './random-plan.ts';
import type { SoakResult } from './result.ts';
import { Saboteur } from './saboteur.ts';
import { strayErrors } from './stray-errors.ts';

export interface SoakOptions {
  readonly seed: number;
  /** At least so many: the load goes on until the plan has been carried out. */
  readonly calls: number;
  /** Default: one that follows from the seed. */
  readonly plan?: FaultPlan;
  readonly logger?: Log;
  readonly clock?: Clock;
  /** Ends the load. Nothing is left then either. */
  readonly signal?: AbortSignal;
  /** After each call. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress extends Lives {
  readonly ended: number;
  /** Those asked for. */
  readonly calls: number;
  readonly failed: number;
  readonly faults: number;
}

interface Lives {
  readonly crashes: number;
  readonly restarts: number;
  readonly revivals: number;
}

/** After the last fault, for those that wait for something to hit (a start, a stream, a save) or to be survived. */
const LAST_CHANCE: Ms = 10_000;

/** `calls` that make a soak of about that time. */
export const callsIn = (ms: Ms): number => Math.ceil((ms * RATE) / 1_000);

/** Resolves with the account, also when invariants were violated; rejects when the runtime cannot start. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, calls, clock = realClock, onProgress, signal } = options;
  checkSeed('seed', seed);
  const saboteur = new Saboteur(options.plan ?? randomPlan(seed, (calls * 1_000) / RATE), clock);
  const account = new Account();
  using _stray = strayErrors((sentence) => account.violated(sentence));
  const before = belongings();
  const begun = clock.now();
  const runtime = soakedRuntime(seed, options.logger ?? silentLog);
  const lives = reviving(runtime, account);
  let start: Memory;
  try {
    await runtime.start();
    start = memory();
    saboteur.begin(runtime);
    const goOn = (): boolean => signal?.aborted !== true && (account.issued < calls || saboteur.busy(LAST_CHANCE));
    const onEnd = (): void =>
      onProgress?.({ ended: account.ended, calls, failed: account.failed, faults: saboteur.made, ...lives() });
    const answered: LoadOptions['answered'] = (...call) => saboteur.answered(...call);
    await underLoad({ runtime, clock, seed, account, goOn, answered, onEnd });
    saboteur.undo();
    for (const sentence of await recovery(runtime, clock)) account.violated(sentence);
    for (const sentence of await counted(runtime, account.ended)) account.violated(sentence);
  } finally {
    await runtime.stop({ grace: '2s' });
  }
  const left = await leftOver(before, clock);
  for (const [what, count] of Object.entries(left ?? {})) if (count > 0) account.violated(`${count} ${what} are left`);
  for (const sentence of saboteur.complaints()) account.violated(sentence);
  return {
    seed,
    calls: account.ended,
    outcomes: Object.fromEntries(account.outcomes),
    faults: saboteur.counts(),
    ...lives(),
    p50Ms: account.percentile(0.5),
    p99Ms: account.percentile(0.99),
    longestMs: account.longestMs,
    tookMs: clock.now() - begun,
    memory: { start, end: memory() },
    left,
    violations: account.sentences(),
  };
}

/** A pool that gives up is started again, as an operator would do. */
function reviving(runtime: Runtime, account: Account): () => Lives {
  const lives = { crashes: 0, restarts: 0, revivals: 0 };
  runtime.on('crash', () => {
    lives.crashes += 1;
  });
  runtime.on('restarting', () => {
    lives.restarts += 1;
  });
  runtime.on('failed', ({ pool }) => {
    lives.revivals += 1;
    runtime
      .pool(pool)
      .restart()
      .catch((error: unknown) => account.violated(`pool ${pool} was not revived: ${String(error)}`));
  });
  return () => ({ ...lives });
}
