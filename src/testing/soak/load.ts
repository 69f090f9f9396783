/** Callers that ask at a steady pace, and judge how each of their calls ends. */
import type { Clock, Ms } from '../../model/clock.ts';
import { isVivariumError } from '../../model/errors.ts';
import { type Random, seededRandom } from '../../model/random.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Account } from './account.ts';
import { type Errand, errand, wasUnreadable } from './errands.ts';
import { POOLS, type PoolName } from './pools.ts';

/** Calls a second, as long as they are answered in time. */
export const RATE = 400;
/** They come all at once, so that every worker has something to do, and some calls have to wait. */
const CALLERS = 32;
/** So many of the calls to the pool `shared` are given up by their caller. */
const CANCELLED_SHARE = 0.03;
/** The longest timeout of the pools, and time for a busy machine to notice. */
const LONGEST: Ms = 10_000;

/** What faults may do to any call; `VIV_PROTOCOL`: its answer could not be read. */
const EXPECTED = new Set([
  'VIV_WORKER_CRASHED',
  'VIV_CALL_TIMEOUT',
  'VIV_POOL_SATURATED',
  'VIV_SUPERVISOR_GAVE_UP',
  'VIV_PROTOCOL',
]);

/** After these a caller waits a little. */
const REFUSALS = new Set(['VIV_POOL_SATURATED', 'VIV_SUPERVISOR_GAVE_UP']);
const POLITE: Ms = 100;

export interface LoadOptions {
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly seed: number;
  readonly account: Account;
  /** Asked before each call. */
  goOn(): boolean;
  /** A call has been answered, and rightly. */
  readonly answered: (pool: PoolName, begun: Ms) => void;
  readonly onEnd: () => void;
}

/** Resolves when the last caller has heard how its call ended. */
export async function underLoad(options: LoadOptions): Promise<void> {
  const { clock, account, goOn, onEnd } = options;
  const random = seededRandom(options.seed);
  const begun = clock.now();
  const caller = async (): Promise<void> => {
    while (goOn()) {
      const number = account.issued++;
      await until(clock, begun + (Math.floor(number / CALLERS) * CALLERS * 1_000) / RATE);
      const outcome = await oneCall(options, number, seededRandom(random.next() * 2 ** 32));
      onEnd();
      if (REFUSALS.has(outcome)) await until(clock, clock.now() + POLITE);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

async function oneCall(options: LoadOptions, number: number, random: Random): Promise<string> {
  const { runtime, clock, account } = options;
  const chosen = errand(random);
  const pool = POOLS[Math.floor(random.next() * POOLS.length)] ?? POOLS[0];
  const cancel = new AbortController();
  const leaves = pool === 'shared' && random.next() < CANCELLED_SHARE;
  const timer = leaves ? clock.setTimeout(() => cancel.abort(), random.next() * 20) : undefined;
  const session = `soak-${Math.floor(random.next() * 50)}`;
  const begun = clock.now();
  let outcome = 'ok';
  try {
    const wrong = await chosen.run({ runtime, number, pool, random, options: { session, signal: cancel.signal } });
    if (wrong === undefined) options.answered(pool, begun);
    else account.violated(wrong);
  } catch (error) {
    outcome = isVivariumError(error) ? error.code : 'other';
    if (!isExpected(error, chosen, leaves)) account.violated(`call ${number} failed with ${String(error)}`);
  }
  if (timer !== undefined) clock.clearTimeout(timer);
  const tookMs = clock.now() - begun;
  if (tookMs > LONGEST) account.violated(`call ${number} ended after ${Math.round(tookMs)} ms, long after its timeout`);
  account.end(outcome, tookMs);
  return outcome;
}

function isExpected(error: unknown, { asksHost }: Errand, leaves: boolean): boolean {
  if (!isVivariumError(error)) return false;
  if (error.code === 'VIV_CALL_CANCELLED') return leaves;
  if (error.code === 'VIV_TOOL_FAILED') return asksHost === true || wasUnreadable(error);
  return EXPECTED.has(error.code);
}

function until(clock: Clock, at: Ms): Promise<void> | undefined {
  const ms = at - clock.now();
  return ms <= 0 ? undefined : new Promise((resolve) => clock.setTimeout(resolve, ms));
}
